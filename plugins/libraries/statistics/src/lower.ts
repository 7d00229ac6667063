import type { Launch } from '@wiretax/core';
import { compareLaunches, conclude, type Effect } from './effect.js';
import type { Statistic } from './statistic.js';

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

/** Which of several groups of launches has the lowest figure. */
export interface Lowest<Group> {
  readonly best: Group;
  readonly value: number;
  /** The next one over the best. */
  readonly second: Effect;
  /** The next, or where it isn't certain the one that it is least certain of: one without an interval if there is any. */
  readonly rival: Group;
  /** The rival over the best. */
  readonly effect: Effect;
  /** Corrected for its being picked out of so many; null where a rival has no interval. */
  readonly pValue: number | null;
}

/**
 * The lowest of them is lower than all others if it is lower than each (an intersection-union test: the largest p-value counts), and each
 * of k might have come out as the lowest: half of k two-sided p-values. Undefined for fewer than two that have the figure.
 */
export function lowestOf<Group extends { readonly launches: readonly Launch[] }>(
  groups: readonly Group[],
  statistic: Statistic,
): Lowest<Group> | undefined {
  const [first, ...others] = groups
    .flatMap((group) => {
      const value = statistic(group.launches);
      return value === null ? [] : [{ group, value }];
    })
    .sort((a, b) => a.value - b.value);
  if (first === undefined) return undefined;
  const rivals = others.flatMap(({ group }) => {
    const effect = compareLaunches(first.group.launches, group.launches, statistic);
    return effect === null ? [] : [{ rival: group, effect }];
  });
  const [next] = rivals;
  if (next === undefined || rivals.length < others.length) return undefined;
  const known = rivals.every(({ effect }) => effect.pValue !== null);
  const doubt = ({ effect }: Pick<Lowest<Group>, 'effect'>): number => effect.pValue ?? Infinity;
  const doubtful = rivals.reduce((a, b) => (doubt(b) > doubt(a) ? b : a));
  const largest = doubt(doubtful) * Math.max(1, (rivals.length + 1) / 2);
  return {
    best: first.group,
    value: first.value,
    second: next.effect,
    ...(largest > claimedUpTo ? doubtful : next),
    pValue: known ? Math.min(1, largest) : null,
  };
}

/**
 * What may be said of the one that came out as the lowest. `lowest`: it is lower than all others, by more than is negligible. `alike`: it and
 * the rival differ by no more than that. `by-chance`: it would be lower than the rival if no others had been looked at. `unsure`: it can't
 * be told. `no-interval`: it was lower, and nothing more is known.
 */
export type Standing = 'lowest' | 'alike' | 'by-chance' | 'unsure' | 'no-interval';

/** The one judgement of it, for whoever tells of it. `pValue` is its own unless it was corrected for others that are told of. */
export function standingOf<Group>(
  { effect, pValue: own }: Lowest<Group>,
  pValue: number | null = own,
): Standing {
  switch (conclude(effect, negligible, true)) {
    case 'slower':
      return pValue !== null && pValue <= claimedUpTo ? 'lowest' : 'by-chance';
    case 'equivalent':
      return 'alike';
    case 'no-interval':
      return 'no-interval';
    case 'faster':
    case 'undecided':
      return 'unsure';
  }
}
