import type { Latency } from '../contract/measured.js';
import type { TrialRecord } from '../contract/trial-record.js';
import { histogramFile } from '../record/store/histogram-file.js';
import { emptyHistogram, type Histogram } from '../record/rows/histogram.js';
import { toLog } from '../record/rows/histogram-log.js';
import { series } from '../record/rows/series.js';
import { trialPath } from '../record/store/run-paths.js';

/** Latencies with this count, minimum, maximum and mean. */
export function sampleHistogram({ count, mean, min, max }: Latency): Histogram {
  const histogram = emptyHistogram();
  if (count === 0 || mean === null || min === null || max === null) return histogram;
  histogram.recordValue(min);
  if (count > 1) histogram.recordValue(max);
  if (count <= 2) return histogram;
  const rest = count - 2;
  const sum = Math.round(mean * count) - min - max;
  const [value, longer] = [Math.floor(sum / rest), sum % rest];
  histogram.recordValueWithCount(value, rest - longer);
  if (longer > 0) histogram.recordValueWithCount(value + 1, longer);
  return histogram;
}

/** The files of a trial's histograms, by their paths within the folder of the run. None for a trial that has failed. */
export function sampleHistogramFiles({
  cell,
  trial,
  measured,
}: TrialRecord): Readonly<Record<string, string>> {
  if (measured === undefined) return {};
  const files = series.map((name) => [
    `${trialPath(cell, trial)}/${histogramFile(name)}`,
    toLog(sampleHistogram(measured[name]), name, 0, measured.durationNs / 1e9),
  ]);
  return Object.fromEntries(files) as Record<string, string>;
}
