import type { Row } from '@wiretax/core';
import { placeOf } from '@wiretax/core/record';

/**
 * Rows that differ in the transport only, at the corners of size and concurrency, at most four groups of two rows and more. Of several groups
 * at a corner, those with flow control or another codec, the plainest speaks.
 */
export function corners(rows: readonly Row[]): readonly (readonly Row[])[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = placeOf(row.cell, ['transport']);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(row);
  }
  const comparable = [...groups.values()].filter((group) => distinct(group) > 1);
  const sizes = comparable.map((group) => bytesOf(group));
  const levels = comparable.map((group) => clientsOf(group));
  const chosen = new Set<readonly Row[]>();
  for (const bytes of [Math.min(...sizes), Math.max(...sizes)]) {
    for (const concurrency of [Math.min(...levels), Math.max(...levels)]) {
      const [plainest] = comparable
        .filter((group) => bytesOf(group) === bytes && clientsOf(group) === concurrency)
        .sort((a, b) => compareText(idOf(a), idOf(b)));
      if (plainest !== undefined) chosen.add(plainest);
    }
  }
  return [...chosen];
}

function distinct(rows: readonly Row[]): number {
  return new Set(rows.map(({ cell }) => cell.transport.label)).size;
}

function bytesOf([row]: readonly Row[]): number {
  return row?.cell.size.requestBytes ?? 0;
}

function clientsOf([row]: readonly Row[]): number {
  return row?.cell.concurrency ?? 0;
}

/** What is not at its default makes ids longer. */
function idOf([row]: readonly Row[]): string {
  const id = row?.cell.id.slice(row.cell.transport.label.length) ?? '';
  return `${String(id.length).padStart(6, '0')} ${id}`;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
