import type { Row } from '@wiretax/core';
import { placeOf, usableRows } from '@wiretax/core/record';

export type Pair = readonly [Row, Row];

/** Pairs of rows of two transports that differ in nothing else; rows that may not be compared are left out. */
export function transportPairs(rows: readonly Row[]): readonly Pair[] {
  const usable = usableRows(rows);
  const places = byPlace(usable);
  return usable.flatMap((row) => {
    const place = places.get(placeOfRow(row)) ?? [];
    return pairsOf(row, place.slice(place.indexOf(row) + 1));
  });
}

/** Where a row stands on all other axes; a link goes with its transport. */
function placeOfRow({ cell }: Row): string {
  return placeOf(cell, ['transport', 'link']);
}

function byPlace(rows: readonly Row[]): ReadonlyMap<string, Row[]> {
  const places = new Map<string, Row[]>();
  for (const row of rows) {
    const place = places.get(placeOfRow(row)) ?? [];
    places.set(placeOfRow(row), place);
    place.push(row);
  }
  return places;
}

/** With each of these that has another transport. */
function pairsOf(row: Row, others: readonly Row[]): readonly Pair[] {
  const { label } = row.cell.transport;
  return others.filter(({ cell }) => cell.transport.label !== label).map((other): Pair => [row, other]);
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
  const places = byPlace(right);
  return left.flatMap((row) => pairsOf(row, places.get(placeOfRow(row)) ?? []));
}

/** The cell with this id, or the cells of the transport with this label. */
export function rowsNamed(rows: readonly Row[], name: string): readonly Row[] {
  const cell = rows.filter((row) => row.cell.id === name);
  return cell.length > 0 ? cell : rows.filter((row) => row.cell.transport.label === name);
}
