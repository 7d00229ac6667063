import { placeOf, type Row, usableRows, varyingAxes } from '@wiretax/core';

export type Pair = readonly [Row, Row];

/** Pairs of rows of two transports that differ in nothing else; rows that may not be compared are left out. */
export function transportPairs(rows: readonly Row[]): readonly Pair[] {
  const places = new Map<string, Row[]>();
  const later = new Map<Row, readonly [place: readonly Row[], index: number]>();
  const usable = usableRows(rows);
  for (const row of usable) {
    const place = places.get(placeOfRow(row)) ?? [];
    places.set(placeOfRow(row), place);
    later.set(row, [place, place.push(row)]);
  }
  return usable.flatMap((row) => {
    const [place, next] = later.get(row) ?? [[], 0];
    const others = place
      .slice(next)
      .filter((other) => other.cell.transport.label !== row.cell.transport.label);
    return others.map((other): Pair => [row, other]);
  });
}

/** Where a row stands on all other axes; a link goes with its transport. */
function placeOfRow({ cell }: Row): string {
  return placeOf(cell, ['transport', 'link']);
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
