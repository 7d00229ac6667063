import type { WarmupRecord } from '../../contract/measured.js';

/** What several client processes say of their warm-ups, as one: all have to be steady. */
export function joinedWarmups(warmups: readonly WarmupRecord[]): WarmupRecord | undefined {
  const [first] = warmups;
  if (first === undefined || warmups.length === 1) return first;
  const rises = warmups.flatMap(({ rise }) => rise ?? []);
  const worst = rises.toSorted((a, b) => Math.abs(b.likely) - Math.abs(a.likely))[0];
  return {
    durationNs: Math.max(...warmups.map(({ durationNs }) => durationNs)),
    steady: warmups.every(({ steady }) => steady),
    calls: warmups.reduce((sum, { calls }) => sum + calls, 0),
    ...(worst === undefined ? {} : { rise: worst }),
  };
}
