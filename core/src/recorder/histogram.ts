import * as hdr from 'hdr-histogram-js';
import type { Distribution, Latency } from '../contract/results.js';
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

/** The histogram as text in the HdrHistogram log format, version 1.3, one interval; its maximum is in ms. */
export function toLog(histogram: Histogram, tag: string, startSeconds: number, endSeconds: number): string {
  let text = '';
  const writer = new hdr.HistogramLogWriter((part) => {
    text += part;
  });
  histogram.tag = tag;
  writer.outputLogFormatVersion();
  writer.outputLegend();
  writer.outputIntervalHistogram(histogram, startSeconds, endSeconds, 1e6);
  return text;
}

/** The histogram of a log that `toLog` wrote; throws if it holds none or one of another shape. */
export function fromLog(text: string): Histogram {
  const read = new hdr.HistogramLogReader(text, 64).nextIntervalHistogram();
  if (read === null) throw new Error('the log holds no histogram');
  const histogram = emptyHistogram();
  histogram.add(read);
  return histogram;
}

/** The buckets that hold anything; `overflow` of the last one's values lie beyond the range. */
export function toDistribution(histogram: Histogram, overflow = 0): Distribution {
  // Not in the interface, but every implementation has it, and its layout is ours.
  const buckets = histogram as unknown as Pick<hdr.JsHistogram, 'getCountAtIndex'>;
  const valuesNs: number[] = [];
  const counts: number[] = [];
  for (let index = 0; index < bucketCount; index += 1) {
    const count = buckets.getCountAtIndex(index);
    if (count === 0) continue;
    valuesNs.push(lowestValueOf(index + 1) - 1);
    counts.push(count);
  }
  return { valuesNs, counts, ...(overflow > 0 ? { overflow } : {}) };
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
