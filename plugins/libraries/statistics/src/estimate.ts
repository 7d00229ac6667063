import type { Launch } from '@wiretax/core';
import { type Resamples, resamplesOf } from './resamples.js';
import type { Statistic } from './statistic.js';
import { studentFactor } from './student.js';

/** A confidence interval; `level` is 0.95 unless another was asked for. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly level: number;
}

export interface Estimate {
  readonly value: number;
  /** Null under three launches. */
  readonly interval: Interval | null;
  readonly launches: number;
}

export interface IntervalOptions {
  /** Share of such intervals that contain the truth. Default: 0.95. */
  readonly level?: number;
}

export const defaultLevel = 0.95;
/** With fewer there is no interval, and nothing is said about significance. */
export const fewestLaunches = 3;

/**
 * A statistic of all launches together, with an interval for what endless launches would show. The unit of replication is the launch:
 * the standard error is that of a bootstrap over launches, and the interval is Student's t on the log scale around the value, with
 * n - 1 degrees of freedom and the variance widened by n / (n - 1).
 *
 * The expanded percentile interval (Hesterberg, arXiv 1411.5279) is not used, as it can't leave the range of the launches: a mean of
 * three lies outside of it once in four, whatever is expanded. Null when the statistic has no value.
 */
export function estimate(
  launches: readonly Launch[],
  statistic: Statistic,
  { level = defaultLevel }: IntervalOptions = {},
): Estimate | null {
  const value = statistic(launches);
  if (value === null) return null;
  const spread = logSpread(launches, statistic);
  if (spread === null || value <= 0) return { value, interval: null, launches: launches.length };
  const factor = Math.exp(studentFactor(level, launches.length - 1) * Math.sqrt(spread));
  return { value, interval: { low: value / factor, high: value * factor, level }, launches: launches.length };
}

const known = new WeakMap<Resamples, WeakMap<Statistic, number | null>>();

/** Variance of the logarithm of a statistic between samples of as many launches; null under three, or where it isn't positive. */
export function logSpread(launches: readonly Launch[], statistic: Statistic): number | null {
  if (launches.length < fewestLaunches) return null;
  const resamples = resamplesOf(launches);
  const spreads = known.get(resamples) ?? new WeakMap<Statistic, number | null>();
  known.set(resamples, spreads);
  const before = spreads.get(statistic);
  if (before !== undefined) return before;
  const spread = spreadOf(resamples, statistic);
  spreads.set(statistic, spread);
  return spread;
}

function spreadOf({ whole, draws }: Resamples, statistic: Statistic): number | null {
  const value = statistic(whole);
  if (value === null || value <= 0) return null;
  const drawn = draws.map(({ launches, probability }) => ({ value: statistic(launches), probability }));
  return logVariance(drawn, value, whole.length, whole.some(overflows));
}

/** Whether some of its calls took longer than histograms reach. */
export function overflows({ response, service }: Launch): boolean {
  return (response.overflow ?? service.overflow ?? 0) > 0;
}

/**
 * Of a bootstrap over n launches or blocks: its variance around the value of the whole sample, widened by n / (n - 1). Null under three,
 * and where the sample overflows and some draws have no value: nobody knows how far it would have varied.
 */
export function logVariance(
  draws: readonly { readonly value: number | null; readonly probability: number }[],
  whole: number,
  n: number,
  overflow: boolean,
): number | null {
  if (n < fewestLaunches || (overflow && draws.some(({ value }) => value === null))) return null;
  let [weight, sum, squares] = [0, 0, 0];
  for (const { value, probability } of draws) {
    if (value === null || value <= 0) continue;
    const log = Math.log(value / whole);
    weight += probability;
    sum += probability * log;
    squares += probability * log * log;
  }
  if (weight === 0) return null;
  const centre = sum / weight;
  return Math.max(0, squares / weight - centre * centre) * (n / (n - 1));
}
