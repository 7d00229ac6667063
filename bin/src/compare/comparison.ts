import { isStruck, type Row } from '@wiretax/core';
import {
  compareLaunches,
  conclude,
  type Conclusion,
  type Effect,
  falseDiscoveryRates,
} from '@wiretax/statistics';
import { type Figure, figures } from './figures.js';

/** Two cells that are compared. */
export interface Pair {
  readonly a: Row;
  readonly b: Row;
}

/** One figure of one pair. */
export interface Comparison {
  readonly a: string;
  readonly b: string;
  readonly figure: Figure;
  readonly valueA: number;
  readonly valueB: number;
  readonly effect: Effect;
  readonly conclusion: Conclusion;
  /** It would be a difference if it were the only comparison; among so many, chance alone may bring it. */
  readonly byChance: boolean;
}

export interface Compared {
  readonly comparisons: readonly Comparison[];
  /** Pairs that may not be compared, each with the reason. */
  readonly leftOut: readonly { readonly cell: string; readonly reason: string }[];
  readonly margin: number;
}

/** False discovery rate up to which a difference is claimed. */
export const claimedUpTo = 0.05;

/** Every figure of every pair. Differences are claimed with regard to how many comparisons there are. */
export function compare(pairs: readonly Pair[], margin: number): Compared {
  const leftOut = pairs.flatMap(({ a, b }) => {
    const reason = reasonAgainst(a) ?? reasonAgainst(b);
    const cell = a.cell.id === b.cell.id ? a.cell.id : `${a.cell.id} and ${b.cell.id}`;
    return reason === null ? [] : [{ cell, reason }];
  });
  const found = pairs
    .filter(({ a, b }) => reasonAgainst(a) === null && reasonAgainst(b) === null)
    .flatMap((pair) => figures.flatMap((figure) => measured(pair, figure) ?? []));
  const tested = found.filter(({ effect }) => effect.pValue !== null);
  const rates = falseDiscoveryRates(tested.map(({ effect }) => effect.pValue ?? 1));
  const rateOf = new Map(tested.map((each, index) => [each, rates[index] ?? 1]));
  const comparisons = found.map((each) => {
    const alone = conclude(each.effect, margin, each.figure.lowerIsBetter);
    const differs = alone === 'slower' || alone === 'faster';
    const byChance = differs && (rateOf.get(each) ?? 1) > claimedUpTo;
    return { ...each, conclusion: byChance ? ('undecided' as const) : alone, byChance };
  });
  return { comparisons, leftOut, margin };
}

function measured({ a, b }: Pair, figure: Figure): Omit<Comparison, 'conclusion' | 'byChance'> | null {
  const [valueA, valueB] = [figure.statistic(a.launches), figure.statistic(b.launches)];
  const effect = compareLaunches(a.launches, b.launches, figure.statistic);
  if (valueA === null || valueB === null || effect === null) return null;
  return { a: a.cell.id, b: b.cell.id, figure, valueA, valueB, effect };
}

function reasonAgainst(row: Row): string | null {
  if (row.launches.length === 0) return 'no launch has finished';
  return isStruck(row) ? `${row.verdict}: must not be compared` : null;
}
