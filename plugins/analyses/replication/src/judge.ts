import type { Row } from '@wiretax/core';
import { usableRows } from '@wiretax/core/record';
import { bootstrap, type Derived } from '@wiretax/statistics';
import type { Part } from './claim.js';
import { lackOf, measures } from './measures.js';
import type { Finder } from './places.js';

export type Outcome = 'confirmed' | 'not-confirmed' | 'cannot-tell';

/** One part of a claim, looked for in a run. */
export interface Judged {
  readonly part: Part;
  readonly outcome: Outcome;
  readonly found: Derived | null;
  readonly rows: readonly Row[];
  /** What keeps it from being told; empty where an interval decides. */
  readonly why: string;
}

/** The parts whose cells the run has. Each gets its share of 5 % to err (Bonferroni), as one alone can refute the claim. */
export function judgeAll(parts: readonly Part[], find: Finder): readonly Judged[] {
  const present = parts.flatMap((part) => {
    const rows = part.points.flatMap((point) => find(point) ?? []);
    return rows.length < part.points.length ? [] : [{ part, rows }];
  });
  return present.map(({ part, rows }) => judge(part, rows, 1 - 0.05 / present.length));
}

function judge(part: Part, rows: readonly Row[], level: number): Judged {
  const unusable = rows.find((row) => usableRows([row]).length === 0);
  if (unusable !== undefined) {
    return none(part, rows, `${unusable.cell.id} is ${unusable.verdict}`);
  }
  const statistics = part.points.map(({ measure }) => measures[measure]);
  const lack = part.points.find((_, index) => {
    const figure = statistics[index]?.(rows[index]?.launches ?? []) ?? null;
    return figure === null || figure === 0;
  });
  if (lack !== undefined) return none(part, rows, lackOf(lack.measure));
  const found = bootstrap(
    rows.map(({ launches }) => launches),
    (groups) => {
      const values = groups.map((launches, index) => statistics[index]?.(launches) ?? null);
      const known = values.filter((each) => each !== null);
      return known.length < values.length ? null : part.compute(known);
    },
    { resamples: 300, level },
  );
  return { part, found, rows, ...decide(part, found) };
}

function none(part: Part, rows: readonly Row[], why: string): Judged {
  return { part, rows, outcome: 'cannot-tell', found: null, why };
}

function decide({ low, high }: Part, { value, interval }: Derived): Pick<Judged, 'outcome' | 'why'> {
  if (value === null) return { outcome: 'cannot-tell', why: 'the figures have no ratio' };
  const inside = value >= low && value <= high;
  if (interval === null) {
    const leaning = inside ? 'the figures alone would be for it' : 'the figures alone would be against it';
    return { outcome: 'cannot-tell', why: `fewer than three launches, so no interval; ${leaning}` };
  }
  if (interval.low >= low && interval.high <= high) return { outcome: 'confirmed', why: '' };
  if (interval.high < low || interval.low > high) return { outcome: 'not-confirmed', why: '' };
  return { outcome: 'cannot-tell', why: 'the interval reaches across the limit' };
}
