import type { Launch } from '@wiretax/core';
import { compareLaunches, conclude, type Statistic } from '@wiretax/statistics';

/** Differences up to this share count as none. */
export const margin = 0.03;

/**
 * Which of two groups of launches has the lower figure: by more than the margin, and with an interval of the ratio that excludes 1;
 * under three launches by the margin alone. Null when they can't be told apart.
 */
export function lower(
  a: readonly Launch[],
  b: readonly Launch[],
  statistic: Statistic,
  level: number,
): 'a' | 'b' | null {
  const effect = compareLaunches(a, b, statistic, { level });
  if (effect === null) return null;
  switch (conclude(effect, margin, true)) {
    case 'slower':
      return 'a';
    case 'faster':
      return 'b';
    case 'no-interval':
      return effect.ratio > 1 + margin ? 'a' : effect.ratio < 1 / (1 + margin) ? 'b' : null;
    case 'equivalent':
    case 'undecided':
      return null;
  }
}

/**
 * Level of each of several comparisons, for a claim that needs two of them to point in opposite directions: equal series bring
 * both by chance at most once in (0.05)⁻² or 400 times.
 */
export function oppositionLevel(comparisons: number): number {
  return 1 - 0.1 / Math.max(2, comparisons);
}
