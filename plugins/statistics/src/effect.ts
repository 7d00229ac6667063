import type { Launch } from '@wiretax/core';
import { defaultLevel, type Interval, type IntervalOptions, logSpread } from './estimate.js';
import type { Statistic } from './statistic.js';
import { studentFactor, studentPValue } from './student.js';
import { welchDegrees } from './welch.js';

/** How a statistic of one group of launches compares with another's. */
export interface Effect {
  /** b over a. */
  readonly ratio: number;
  /** Of the ratio; null when either side has fewer than three launches. */
  readonly interval: Interval | null;
  /** How probable a ratio at least as far from 1 is when there is no difference; two-sided; null without an interval. */
  readonly pValue: number | null;
  /** Of a and b. */
  readonly launches: readonly [number, number];
}

/**
 * The ratio of b to a with an interval: the logarithms' difference, its variance the sum of both bootstraps' over launches, Student's t
 * with the degrees of freedom of Welch and Satterthwaite. Null when either statistic has no value.
 */
export function compareLaunches(
  a: readonly Launch[],
  b: readonly Launch[],
  statistic: Statistic,
  { level = defaultLevel }: IntervalOptions = {},
): Effect | null {
  const [before, after] = [statistic(a), statistic(b)];
  if (before === null || after === null || before <= 0 || after <= 0) return null;
  const effect = { ratio: after / before, launches: [a.length, b.length] as const };
  const [spreadA, spreadB] = [logSpread(a, statistic), logSpread(b, statistic)];
  if (spreadA === null || spreadB === null) return { ...effect, interval: null, pValue: null };
  const degrees = welchDegrees([
    { variance: spreadA, launches: a.length },
    { variance: spreadB, launches: b.length },
  ]);
  const error = Math.sqrt(spreadA + spreadB);
  const factor = Math.exp(studentFactor(level, degrees) * error);
  const interval = { low: effect.ratio / factor, high: effect.ratio * factor, level };
  return { ...effect, interval, pValue: studentPValue(Math.log(effect.ratio) / error, degrees) };
}

/**
 * `slower` and `faster`: the interval excludes "no change", and the change found is larger than the margin. `equivalent`: the whole
 * interval lies within the margin. `undecided`: neither.
 */
export type Conclusion = 'slower' | 'faster' | 'equivalent' | 'undecided' | 'no-interval';

/** What an effect means. `margin` is a share such as 0.03; the ratio may then lie between 1 / 1.03 and 1.03. */
export function conclude(effect: Effect, margin: number, lowerIsBetter: boolean): Conclusion {
  const { ratio, interval } = effect;
  if (interval === null) return 'no-interval';
  const limit = 1 + Math.max(0, margin);
  if (interval.low > 1 / limit && interval.high < limit) return 'equivalent';
  if (interval.low > 1 && ratio > limit) return lowerIsBetter ? 'slower' : 'faster';
  if (interval.high < 1 && ratio < 1 / limit) return lowerIsBetter ? 'faster' : 'slower';
  return 'undecided';
}
