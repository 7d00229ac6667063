import type { Analysis, Finding } from '@wiretax/core';
import { usableRows } from '@wiretax/core/record';
import { type PartedRow, partedRows } from '@wiretax/statistics';
import { findingId, withUniqueIds } from '@wiretax/statistics/statements';
import { statementOf } from './launches-statement.js';

/** A finding for each row whose launches are of two kinds, or of which one stands apart. */
export const launches: Analysis = {
  title: 'Launches of two kinds',
  weight: 10,
  analyse: ({ rows }) => withUniqueIds(partedRows(usableRows(rows)).map(findingOf)),
};

function findingOf(parted: PartedRow): Finding {
  const { row, lower, upper, ratio } = parted;
  return {
    id: findingId('launches', row.cell.id),
    statement: statementOf(parted),
    numbers: { ratio, launches: row.launches.length, lower: lower.length, upper: upper.length },
    cells: [row.cell.id],
  };
}
