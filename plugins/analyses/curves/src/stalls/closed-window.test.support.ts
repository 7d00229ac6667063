import type { Launch, Pause } from '@wiretax/core';
import { sampleRow } from '@wiretax/core/testing';
import { seededRandom } from '@wiretax/core/run';
import { normal } from '@wiretax/statistics/synthetic';

/** How long the service takes over a call, ns. */
export type Service = (random: () => number) => number;

export interface WindowShape {
  readonly clients: number;
  readonly calls: number;
  readonly service: Service;
  readonly seed: number;
  /** When everything stands still, and for how long, ns. */
  readonly stalls?: readonly { readonly startNs: number; readonly lengthNs: number }[];
}

/** A launch of closed load as the recorder would have seen it: each of the callers calls as soon as it has its reply. */
export function closedWindow({ clients, calls, service, seed, stalls = [] }: WindowShape): Launch {
  const random = seededRandom(seed);
  const ready = new Float64Array(clients);
  const completions: number[] = [];
  const responses: number[] = [];
  for (let call = 0; call < calls; call += 1) {
    const caller = call % clients;
    const from = ready[caller] ?? 0;
    const to = afterStalls(from, service(random), stalls);
    completions.push(to);
    responses.push(to - from);
    ready[caller] = to;
  }
  const endNs = Math.max(...ready);
  const sample = sampleRow().launches[0];
  if (sample === undefined) throw new Error('a sample has launches');
  return {
    ...sample,
    calls,
    throughput: calls / (endNs / 1e9),
    response: distributionOf(responses),
    pauses: pausesIn(completions),
  };
}

/** When work that begins at an instant is done, if none is done in a stall. */
function afterStalls(fromNs: number, workNs: number, stalls: NonNullable<WindowShape['stalls']>): number {
  return stalls.reduce(
    (doneNs, { startNs, lengthNs }) =>
      fromNs < startNs + lengthNs && doneNs > startNs
        ? doneNs + lengthNs - Math.max(0, fromNs - startNs)
        : doneNs,
    fromNs + workNs,
  );
}

function pausesIn(completions: readonly number[]): NonNullable<Launch['pauses']> {
  const found: Pause[] = [];
  let before = 0;
  for (const nowNs of completions.toSorted((a, b) => a - b)) {
    if (nowNs - before >= 10e6) found.push({ startNs: before, lengthNs: nowNs - before, stoodStill: null });
    before = nowNs;
  }
  const longest = found.toSorted((a, b) => b.lengthNs - a.lengthNs).slice(0, 16);
  const totalNs = found.reduce((sum, { lengthNs }) => sum + lengthNs, 0);
  return {
    leastNs: 10e6,
    count: found.length,
    totalNs,
    longest: longest.toSorted((a, b) => a.startNs - b.startNs),
  };
}

/** In buckets of 0.1 %, as the recorder's. */
export function distributionOf(valuesNs: readonly number[]): Launch['response'] {
  const counts = new Map<number, number>();
  for (const value of valuesNs) {
    const bucket = Math.ceil(Math.log(Math.max(1, value)) * 1000);
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  }
  const sorted = [...counts].toSorted(([a], [b]) => a - b);
  return {
    valuesNs: sorted.map(([bucket]) => Math.exp(bucket / 1000)),
    counts: sorted.map(([, count]) => count),
  };
}

/** Response times of callers who arrive evenly over the same time, none of whom waits for another. */
export function evenArrivals(
  launch: Launch,
  { calls, service, seed, stalls = [] }: WindowShape,
): readonly number[] {
  const random = seededRandom(seed + 1);
  const everyNs = 1e9 / launch.throughput;
  return Array.from({ length: calls }, (_, call) => {
    const dueNs = call * everyNs;
    return afterStalls(dueNs, service(random), stalls) - dueNs;
  });
}

/** Log-normal, with this ratio of P99 to P50. */
export function logNormal(p50Ns: number, tailRatio: number): Service {
  const deviation = Math.log(tailRatio) / 2.326;
  return (random) => p50Ns * Math.exp(deviation * normal(random));
}
