import type { Effect } from './effect.js';

/** Differences up to this share count as none. */
export const negligible = 0.03;
/** Without an interval only larger ones count: single launches often differ by a tenth, and many are compared. */
const negligibleOnce = 0.3;
/** How probable it may be that chance has brought a claim. */
export const claimedUpTo = 0.05;

/**
 * Which of two groups of launches has the lower figure, of which the effect is b over a: by more than is negligible, and by more than
 * chance. Null when that can't be told. `pValue` is the effect's own unless it was corrected for others.
 */
export function lowerOf(
  { ratio, pValue: own }: Pick<Effect, 'ratio' | 'pValue'>,
  pValue: number | null = own,
  limit = claimedUpTo,
): 'a' | 'b' | null {
  if (pValue !== null && pValue > limit) return null;
  const least = 1 + (own === null ? negligibleOnce : negligible);
  return ratio > least ? 'a' : ratio < 1 / least ? 'b' : null;
}
