import type { Groups } from './joint-draws.js';
import { meanOf, sumOfSquares } from './moments.js';
import type { Resamples } from './resamples.js';
import { normalFactor, studentFactor } from './student.js';
import { welchDegrees } from './welch.js';

/**
 * By what factor the percentiles of a bootstrap lie too close to the value: a resample of n varies less by (n - 1) / n, and how much it
 * varies is itself known from few launches (Student's t; see Hesterberg, arXiv 1411.5279, section 5.3 for one group). What each group contributes is
 * found by leaving out its launches one by one, and degrees of freedom are those of Welch and Satterthwaite.
 */
export function expansion(
  groups: readonly Resamples[],
  compute: (groups: Groups) => number | null,
  level: number,
): number {
  const whole = groups.map((group) => group.whole);
  const contributions = groups.map(({ without }, position) => {
    const values = without.flatMap((rest) => compute(whole.with(position, rest)) ?? []);
    return { variance: jackknifeVariance(values), launches: without.length };
  });
  const sum = contributions.reduce((total, { variance }) => total + variance, 0);
  const unbiased = contributions.reduce(
    (total, { variance, launches }) => total + variance * (launches / (launches - 1)),
    0,
  );
  const fewest = Math.min(...contributions.map(({ launches }) => launches));
  const widening = sum === 0 ? fewest / (fewest - 1) : unbiased / sum;
  return (studentFactor(level, welchDegrees(contributions)) / normalFactor(level)) * Math.sqrt(widening);
}

function jackknifeVariance(values: readonly number[]): number {
  const n = values.length;
  if (n < 2) return 0;
  return ((n - 1) / n) * sumOfSquares(values, meanOf(values));
}
