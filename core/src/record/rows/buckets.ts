import type { Distribution, Range } from '../../contract/row.js';
import type { Latency } from '../../contract/measured.js';
import { isInOverflow, quantiles, rankOf, supports } from '../../kernel/latency-range.js';
import { type LatencyCounts, lowestValueOf } from './counts.js';

/**
 * The buckets of a histogram that hold anything: `counts[i]` values in the bucket with the number `indices[i]`, ascending, in the layout
 * of `LatencyCounts`. Some hundred of 27,000, so that thousands of histograms are read and merged in no time.
 */
export interface Buckets {
  readonly indices: readonly number[];
  readonly counts: readonly number[];
}

export const noBuckets: Buckets = { indices: [], counts: [] };

export function bucketsOf(latencies: LatencyCounts): Buckets {
  const indices: number[] = [];
  const counts: number[] = [];
  latencies.counts.forEach((count, index) => {
    if (count === 0) return;
    indices.push(index);
    counts.push(count);
  });
  return { indices, counts };
}

/** The counts of all, added. */
export function merged(parts: readonly Buckets[]): Buckets {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const sums = new Map<number, number>();
  for (const { indices, counts } of parts) {
    indices.forEach((index, place) => {
      sums.set(index, (sums.get(index) ?? 0) + (counts[place] ?? 0));
    });
  }
  const indices = [...sums.keys()].sort((a, b) => a - b);
  return { indices, counts: indices.map((index) => sums.get(index) ?? 0) };
}

export function totalOf({ counts }: Buckets): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}

/** The longest value of the bucket, ns. */
function highestValueOf(index: number): number {
  return lowestValueOf(index + 1) - 1;
}

/** The value, ns, that a share of all values does not exceed, as far as buckets tell; 0 if there are none. */
export function valueAt(buckets: Buckets, quantile: number): number {
  const rank = Math.max(1, rankOf(totalOf(buckets), quantile));
  let seen = 0;
  for (const [place, index] of buckets.indices.entries()) {
    seen += buckets.counts[place] ?? 0;
    if (seen >= rank) return highestValueOf(index);
  }
  return 0;
}

/** `overflow` of the last bucket's values lie beyond the range. */
export function toDistribution({ indices, counts }: Buckets, overflow = 0): Distribution {
  return { valuesNs: indices.map(highestValueOf), counts, ...(overflow > 0 ? { overflow } : {}) };
}

/** What is known of exact figures by the buckets of their histogram: each lies between two numbers. */
export interface Bounds {
  readonly count: number;
  readonly min: Range;
  readonly max: Range;
  readonly sum: Range;
}

/** Null for an empty histogram. */
export function boundsOf({ indices, counts }: Buckets): Bounds | null {
  const [first, last] = [indices[0], indices.at(-1)];
  if (first === undefined || last === undefined) return null;
  const range = (index: number): Range => ({ low: lowestValueOf(index), high: highestValueOf(index) });
  let [count, low, high] = [0, 0, 0];
  for (const [place, index] of indices.entries()) {
    const own = counts[place] ?? 0;
    count += own;
    low += own * lowestValueOf(index);
    high += own * highestValueOf(index);
  }
  return { count, min: range(first), max: range(last), sum: { low, high } };
}

/** What a table shows of a histogram; `exact` are the figures that were kept beside the buckets, null where they were not. */
export function summarise(
  buckets: Buckets,
  exact: {
    readonly count: number;
    readonly sum: number | null;
    readonly min: number | null;
    readonly max: number | null;
    readonly overflow: number;
  },
): Latency {
  const { count, overflow } = exact;
  const most = exact.max ?? Number.POSITIVE_INFINITY;
  const at = (quantile: number): number | null =>
    supports(count, quantile) && !isInOverflow(count, overflow, quantile)
      ? Math.min(valueAt(buckets, quantile), most)
      : null;
  return {
    count,
    mean: count === 0 || exact.sum === null ? null : exact.sum / count,
    min: count === 0 ? null : exact.min,
    max: count === 0 ? null : exact.max,
    p50: at(quantiles.p50),
    p90: at(quantiles.p90),
    p99: at(quantiles.p99),
    p999: at(quantiles.p999),
    p9999: at(quantiles.p9999),
    overflow,
  };
}
