import * as hdr from 'hdr-histogram-js';
import { longestToldNs } from '../../kernel/latency-range.js';
import { type Buckets, bucketsOf } from './buckets.js';
import { type LatencyCounts, lowestValueOf } from './counts.js';

/** As the library has it, which writes it to a file. What is read from one is `Buckets`. */
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
  return histogramOf(bucketsOf(latencies));
}

export function histogramOf({ indices, counts }: Buckets): Histogram {
  const histogram = emptyHistogram();
  indices.forEach((index, place) => {
    histogram.recordValueWithCount(lowestValueOf(index), counts[place] ?? 0);
  });
  return histogram;
}
