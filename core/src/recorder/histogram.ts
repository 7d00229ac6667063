import * as hdr from 'hdr-histogram-js';
import type { Distribution, Range } from '../contract/results.js';
import type { Latency } from '../contract/trial-record.js';
import { isInOverflow, longestToldNs, quantiles, supports } from '../latency-range.js';
import { bucketCount, type LatencyCounts, lowestValueOf } from './counts.js';

export type Histogram = hdr.Histogram;

/** An empty histogram: integer ns, three digits, fixed range. All of a run have this shape, so any two merge. */
export function emptyHistogram(): Histogram {
  return hdr.build({
    bitBucketSize: 64,
    autoResize: false,
    lowestDiscernibleValue: 1,
    highestTrackableValue: longestToldNs,
    numberOfSignificantValueDigits: 3,
  });
}

/** The same counts as an HdrHistogram. */
export function toHistogram(latencies: LatencyCounts): Histogram {
  const histogram = emptyHistogram();
  latencies.counts.forEach((count, index) => {
    if (count > 0) histogram.recordValueWithCount(lowestValueOf(index), count);
  });
  return histogram;
}

/** The buckets that hold anything; `overflow` of the last one's values lie beyond the range. */
export function toDistribution(histogram: Histogram, overflow = 0): Distribution {
  const valuesNs: number[] = [];
  const counts: number[] = [];
  forEachFilled(histogram, (_, high, count) => {
    valuesNs.push(high);
    counts.push(count);
  });
  return { valuesNs, counts, ...(overflow > 0 ? { overflow } : {}) };
}

/** The buckets that hold anything, in order, by their lowest and highest values, ns. */
function forEachFilled(
  histogram: Histogram,
  visit: (lowNs: number, highNs: number, count: number) => void,
): void {
  // Not in the interface, but every implementation has it, and its layout is ours.
  const buckets = histogram as unknown as Pick<hdr.JsHistogram, 'getCountAtIndex'>;
  // Most buckets lie beyond the last that holds anything.
  let left = histogram.totalCount;
  for (let index = 0; index < bucketCount && left > 0; index += 1) {
    const count = buckets.getCountAtIndex(index);
    if (count === 0) continue;
    left -= count;
    visit(lowestValueOf(index), lowestValueOf(index + 1) - 1, count);
  }
}

/** What is known of exact figures by the buckets of their histogram: each lies between two numbers. */
export interface Bounds {
  readonly count: number;
  readonly min: Range;
  readonly max: Range;
  readonly sum: Range;
}

/** Null for an empty histogram. */
export function boundsOf(histogram: Histogram): Bounds | null {
  const filled: Range[] = [];
  let [count, lowSum, highSum] = [0, 0, 0];
  forEachFilled(histogram, (low, high, own) => {
    count += own;
    lowSum += own * low;
    highSum += own * high;
    filled.push({ low, high });
  });
  const [min, max] = [filled[0], filled.at(-1)];
  if (min === undefined || max === undefined) return null;
  return { count, min, max, sum: { low: lowSum, high: highSum } };
}

/** What a table shows of a histogram; `exact` are the figures that were kept beside the buckets, null where they were not. */
export function summarise(
  histogram: Histogram,
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
      ? Math.min(histogram.getValueAtPercentile(quantile * 100), most)
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
