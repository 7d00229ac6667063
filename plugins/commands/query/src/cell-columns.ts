import type { Cell } from '@wiretax/core';
import { cellColumns as columnsOfCells } from '@wiretax/core/record';
import type { Column } from './table.js';

/** The axes of a cell, which samples, trials and rows have alike. */
export const cellColumns: readonly Column<Cell>[] = columnsOfCells().map(({ sqlName, type, of }) => ({
  name: sqlName,
  type,
  of,
}));

/** The same of what has a cell, or of what has lost it. */
export function cellColumnsOf<Row>(cellOf: (row: Row) => Cell | undefined): readonly Column<Row>[] {
  return cellColumns.map(({ name, type, of }) => ({
    name,
    type,
    of: (row) => {
      const cell = cellOf(row);
      return cell === undefined ? null : of(cell);
    },
  }));
}
