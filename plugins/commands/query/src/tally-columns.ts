import type { Tally } from '@wiretax/core';
import type { Column } from './table.js';

const figures = ['offered', 'rejected', 'unstarted', 'attempts'] as const;

/** What became of all calls that were due; null where that isn't told. */
export function tallyColumnsOf<Row>(of: (row: Row) => Tally | null | undefined): readonly Column<Row>[] {
  return figures.map((name) => ({
    name,
    type: 'BIGINT' as const,
    of: (row: Row) => of(row)?.[name] ?? null,
  }));
}
