import type { Row } from '@wiretax/core';
import { type Lowest, lowestOf, type Standing, standingOf } from './lower.js';
import { familyWiseErrorRates } from './multiple-comparisons.js';
import { quantile } from './statistic.js';

/** The row that came out as the lowest, and what may be said of it. */
export interface Chosen extends Lowest<Row> {
  readonly standing: Standing;
}

/** Rows among which one may choose, with the lowest on the median and at the tail. */
export interface Choice {
  readonly rows: readonly Row[];
  readonly p50: Chosen;
  /** Undefined where there are too few calls for it. */
  readonly p99: Chosen | undefined;
}

export interface Choices {
  readonly choices: readonly Choice[];
  /** How many were judged together, on the median and at the tail. */
  readonly judged: number;
}

/**
 * Which of the rows of each place is the lowest, judged together (Holm): whoever tells of some of these places says the same of them only if
 * he has all of them judged. Places without two rows that have a P50 are left out.
 */
export function choicesAmong(places: readonly (readonly Row[])[]): Choices {
  const found = places.flatMap((rows) => {
    const inOrder = rows.toSorted((a, b) => (a.cell.id < b.cell.id ? -1 : 1));
    const [p50, p99] = [lowestOf(inOrder, quantile(0.5)), lowestOf(inOrder, quantile(0.99))];
    return p50 === undefined ? [] : [{ rows, p50, p99 }];
  });
  const all = found.flatMap(({ p50, p99 }) => (p99 === undefined ? [p50] : [p50, p99]));
  const pValues = familyWiseErrorRates(all.map(({ pValue }) => pValue));
  const chosen = (one: Lowest<Row>): Chosen => ({
    ...one,
    standing: standingOf(one, pValues[all.indexOf(one)] ?? null),
  });
  const choices = found.map(({ rows, p50, p99 }) => ({ rows, p50: chosen(p50), p99: p99 && chosen(p99) }));
  return { choices, judged: all.length };
}
