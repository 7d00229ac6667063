import type { Cell, Row } from '@wiretax/core';
import { formatSizes, placeOf } from '@wiretax/core/record';

/** Rows that differ in one axis only: a curve. */
export interface Series {
  /** The same for the same series in any run; not for people. */
  readonly key: string;
  /** The transport's label and every part that is not at its default: `tcp`, `tcp.semaphore-50`. */
  readonly label: string;
  /** Where the other axis stands: `c10`, or `64KiB`. */
  readonly fixed: string;
  /** Ascending in x, each x once. */
  readonly points: readonly Point[];
}

export interface Point {
  /** Bytes of the request, or the number of clients. */
  readonly x: number;
  readonly row: Row;
}

/**
 * The curves over size or concurrency that rows make, in the order of the rows; those without a finished launch are left out. Sizes
 * whose reply isn't as large as the request make a curve for each size of the reply.
 */
export function seriesOver(rows: readonly Row[], axis: 'size' | 'concurrency'): Series[] {
  const found = new Map<string, Series & { readonly points: Point[] }>();
  const taken = new Set<string>();
  for (const row of rows) {
    if (row.launches.length === 0) continue;
    const { cell } = row;
    const key = keyOf(cell, axis);
    const series = found.get(key) ?? { key, label: labelOf(cell), fixed: fixedOf(cell, axis), points: [] };
    found.set(key, series);
    const x = axis === 'size' ? cell.size.requestBytes : cell.concurrency;
    const place = `${String(x)} ${key}`;
    if (taken.has(place)) continue;
    taken.add(place);
    series.points.push({ x, row });
  }
  for (const { points } of found.values()) points.sort((a, b) => a.x - b.x);
  return [...found.values()];
}

function keyOf(cell: Cell, axis: 'size' | 'concurrency'): string {
  const { requestBytes, replyBytes } = cell.size;
  // Sizes of a curve have replies of one size, or as large as the requests.
  const reply = axis !== 'size' || requestBytes === replyBytes ? 'as large' : replyBytes;
  return `${String(reply)} ${placeOf(cell, [axis])}`;
}

/** The cell's id without size and concurrency. */
function labelOf({ id, transport, size, concurrency }: Cell): string {
  const start = `${transport.label}.${formatSizes(size)}.c${String(concurrency)}`;
  return id.startsWith(`${start}.`) ? transport.label + id.slice(start.length) : transport.label;
}

function fixedOf({ size, concurrency }: Cell, axis: 'size' | 'concurrency'): string {
  return axis === 'size' ? `c${String(concurrency)}` : formatSizes(size);
}
