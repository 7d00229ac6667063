import type { Folder } from '../../contract/files.js';
import type { Range } from '../../contract/row.js';
import type { Latency } from '../../contract/measured.js';
import { codeOf, reasonOf } from '../../kernel/errors.js';
import { histogramFile } from './histogram-file.js';
import { longestToldNs } from '../../kernel/latency-range.js';
import { boundsOf, type Buckets } from '../rows/buckets.js';
import { fromLog, mostLogBytes } from '../rows/histogram-log.js';
import { type Series, series } from '../rows/series.js';
import type { Completed } from './completed.js';
import { trialPath } from './run-paths.js';

export type Histograms = Readonly<Record<Series, Buckets>>;

/**
 * The histograms of a trial, or, in a sentence, why there are none: a file is missing, damaged or that of another trial. Then
 * the trial is as good as unfinished.
 */
export async function storedHistograms(files: Folder, trial: Completed): Promise<Histograms | string> {
  const folder = trialPath(trial.cell, trial.trial);
  const texts = await files.readEach(folder, series.map(histogramFile), mostLogBytes);
  const found = series.map((name, index) => {
    try {
      const text = texts[index] ?? '';
      if (typeof text !== 'string') throw text;
      const histogram = fromLog(text, name);
      const fault = disagreement(histogram, trial.measured[name]);
      if (fault !== undefined) throw new Error(`it is of another trial: ${fault}`);
      return [name, histogram] as const;
    } catch (thrown) {
      const path = `${folder}/${histogramFile(name)}`;
      return codeOf(thrown) === 'ENOENT'
        ? `${path} is missing`
        : `${path} can't be used: ${reasonOf(thrown)}`;
    }
  });
  const fault = found.find((each) => typeof each === 'string');
  return fault ?? (Object.fromEntries(found as [Series, Buckets][]) as unknown as Histograms);
}

/** What a histogram and the figures on record, which were kept beside it, can't both be true of. */
function disagreement(histogram: Buckets, { count, mean, min, max, overflow }: Latency): string | undefined {
  const bounds = boundsOf(histogram);
  const calls = bounds?.count ?? 0;
  if (calls !== count) return `${String(calls)} calls, its record has ${String(count)}`;
  if (bounds === null) return undefined;
  // Of latencies beyond the range, runs of 0.1.0 have no mean and no extremes.
  const within = (value: number | null, { low, high }: Range): boolean =>
    value === null ? overflow > 0 : value >= low && value <= high;
  const agrees =
    within(min, bounds.min) &&
    within(max === null ? null : Math.min(max, longestToldNs), bounds.max) &&
    // Sums are whole numbers, in which rounding may have its say.
    within(mean === null ? null : mean * count, {
      low: bounds.sum.low * (1 - 1e-9) - 1,
      // Of what lies beyond the range only how often is known.
      high: overflow > 0 ? Infinity : bounds.sum.high * (1 + 1e-9) + 1,
    });
  return agrees ? undefined : 'other latencies than its record has';
}
