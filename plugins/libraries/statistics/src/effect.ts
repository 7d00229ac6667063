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
  /** Of a and b; of pairs, the blocks that both have. */
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
  const [spreadA, spreadB] = [logSpread(a, statistic), logSpread(b, statistic)];
  const spread =
    spreadA === null || spreadB === null
      ? null
      : {
          variance: spreadA + spreadB,
          degrees: welchDegrees([
            { variance: spreadA, launches: a.length },
            { variance: spreadB, launches: b.length },
          ]),
        };
  return ratioEffect(Math.log(after / before), spread, [a.length, b.length], level);
}

/** The effect of which this is the logarithm, with Student's t around it. */
export function ratioEffect(
  log: number,
  spread: { readonly variance: number; readonly degrees: number } | null,
  launches: Effect['launches'],
  level: number,
): Effect {
  const ratio = Math.exp(log);
  if (spread === null) return { ratio, interval: null, pValue: null, launches };
  const error = Math.sqrt(spread.variance);
  const factor = Math.exp(studentFactor(level, spread.degrees) * error);
  return {
    ratio,
    interval: { low: ratio / factor, high: ratio * factor, level },
    pValue: studentPValue(log / error, spread.degrees),
    launches,
  };
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
