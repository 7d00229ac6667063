import { type Row, usableRows, varyingAxes } from '@wiretax/core';

export type Pair = readonly [Row, Row];

/** Pairs of rows of two transports that differ in nothing else; rows that may not be compared are left out. */
export function transportPairs(rows: readonly Row[]): readonly Pair[] {
  return pairsAlong(usableRows(rows));
}

function pairsAlong(rows: readonly Row[]): readonly Pair[] {
  return rows.flatMap((row, index) =>
    rows
      .slice(index + 1)
      .filter((other) => differsOnlyBy(row, other))
      .map((other): Pair => [row, other]),
  );
}

function differsOnlyBy(row: Row, other: Row): boolean {
  const axes = varyingAxes([row.cell, other.cell]).filter((axis) => axis !== 'link');
  return axes.length === 1 && axes[0] === 'transport';
}

/**
 * The pairs that two names stand for: ids of cells, or labels of transports, which stand for all their
 * cells, each with the one of the other that differs in nothing else.
 */
export function namedPairs(rows: readonly Row[], a: string, b: string): readonly Pair[] {
  const [left, right] = [rowsNamed(rows, a), rowsNamed(rows, b)];
  if (left.length === 1 && right.length === 1) {
    return left.flatMap((row) => right.map((other): Pair => [row, other]));
  }
  return left.flatMap((row) =>
    right.filter((other) => differsOnlyBy(row, other)).map((other): Pair => [row, other]),
  );
}

/** The cell with this id, or the cells of the transport with this label. */
export function rowsNamed(rows: readonly Row[], name: string): readonly Row[] {
  const cell = rows.filter((row) => row.cell.id === name);
  return cell.length > 0 ? cell : rows.filter((row) => row.cell.transport.label === name);
}
