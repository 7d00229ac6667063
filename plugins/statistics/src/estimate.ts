import type { Launch } from '@wiretax/core';
import { resamplesOf } from './resamples.js';
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

/** Variance of the logarithm of a statistic between samples of as many launches; null under three, or where it isn't positive. */
export function logSpread(launches: readonly Launch[], statistic: Statistic): number | null {
  const n = launches.length;
  if (n < fewestLaunches) return null;
  const whole = statistic(launches);
  if (whole === null || whole <= 0) return null;
  const overflows = launches.some(
    ({ response, service }) => (response.overflow ?? service.overflow ?? 0) > 0,
  );
  let [weight, sum, squares] = [0, 0, 0];
  for (const { launches: drawn, probability } of resamplesOf(launches).draws) {
    const value = statistic(drawn);
    // Beyond what histograms reach nobody knows how far it would have varied.
    if (value === null && overflows) return null;
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
