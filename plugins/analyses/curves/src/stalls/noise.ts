import type { Launch, Pause } from '@wiretax/core';
import { normalQuantile, quantileOf } from '@wiretax/statistics';

/** Garbage collection and time slices of a scheduler with other work to do make pauses up to this long in any window. */
const ordinaryNs = 50e6;
const fewestCalls = 100;
/** With fewer, callers that began together still call together. */
const fewestCallsPerClient = 20;
/** What noise does to one of this many windows is no finding. */
const windows = 100;

/**
 * The pauses of a launch that its own noise doesn't explain, in the order in which they came: as many of the longest as are longer by 50 ms
 * than all of what the rest of the window leads to expect.
 */
export function beyondNoise(launch: Launch, clients: number): readonly Pause[] {
  const { pauses, calls, throughput } = launch;
  if (pauses === undefined || !(throughput > 0)) return [];
  if (calls < Math.max(fewestCalls, fewestCallsPerClient * clients)) return [];
  const sorted = pauses.longest.toSorted((a, b) => b.lengthNs - a.lengthNs);
  const lengths = sorted.map(({ lengthNs }) => lengthNs);
  for (let count = sorted.length; count > 0; count -= 1) {
    const least = lengths[count - 1] ?? 0;
    if (least <= ordinaryNs) continue;
    const slowest = slowestNs(launch, count * clients);
    if (slowest === null) continue;
    const expected = Math.max(slowest, gapNs(launch), furtherNs(lengths.slice(count)));
    if (least <= ordinaryNs + expected) continue;
    return sorted.slice(0, count).toSorted((a, b) => a.startNs - b.startNs);
  }
  return [];
}

/**
 * What the slowest call takes in one window of a hundred, if response times go on as between P50 and P99, log-normally: all callers may wait
 * for slow calls. `held` calls are left out, as the pauses in question held them. Null where it can't be told.
 */
function slowestNs({ calls, response }: Launch, held: number): number | null {
  const share = Math.min(0.99, 1 - 10 / calls, Math.max(0.75, 1 - (2 * held) / calls));
  const [p50, high] = [quantileOf(response, 0.5), quantileOf(response, share)];
  if (p50 === null || high === null || p50 <= 0) return null;
  const deviation = Math.log(high / p50) / normalQuantile(share);
  return p50 * Math.exp(deviation * normalQuantile(1 - 1 / (windows * calls)));
}

/** The longest gap in one window of a hundred between calls that come at random: of n exponential ones about ln n times their mean. */
function gapNs({ calls, throughput }: Launch): number {
  return (Math.log(windows * calls) / throughput) * 1e9;
}

/** How long a pause is in one window of a hundred, if the tail of the other pauses is exponential. */
function furtherNs(others: readonly number[]): number {
  const last = others.at(-1);
  if (last === undefined) return 0;
  const excess = others.reduce((sum, length) => sum + length - last, 0) / others.length;
  return last + excess * Math.log(windows * others.length);
}
