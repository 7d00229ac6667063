import { allAxes, type AxisField, type Cell, type Row } from '@wiretax/core';
import { isAtDefault } from '@wiretax/core/record';
import type { Place } from './study/point.js';

/** The row of the run in a place of the study's design; undefined where the run has none. */
export type Finder = (place: Place) => Row | undefined;

export function finderOf(rows: readonly Row[]): Finder {
  const found = new Map<string, Row>();
  for (const row of rows) {
    const key = keyOfCell(row.cell);
    if (key !== undefined && !found.has(key)) found.set(key, row);
  }
  return (place) => found.get(keyOf(place));
}

/** As the study has it: protobuf, loopback, peers on CPUs of their own, an echo of the same size, nothing but what comes with each stack. */
function keyOfCell(cell: Cell): string | undefined {
  const { transport, size, flow } = cell;
  const own: readonly AxisField[] = ['transport', 'size', 'concurrency', 'flow'];
  const isPlain =
    Object.keys(transport.options).length === 0 &&
    size.requestBytes === size.replyBytes &&
    allAxes().every(({ field }) => own.includes(field) || isAtDefault(cell, field));
  if (!isPlain || flow.length > 1) return undefined;
  const [limiter] = flow;
  const limit = limiter?.use === 'semaphore' ? limiter.options['maxInflight'] : undefined;
  if (limiter !== undefined && typeof limit !== 'number') return undefined;
  return keyText(transport.use, size.requestBytes, cell.concurrency, limit);
}

function keyOf({ protocol, bytes, clients, limit }: Place): string {
  return keyText(protocol, bytes, clients, limit);
}

function keyText(protocol: string, bytes: number, clients: number, limit: unknown): string {
  return JSON.stringify([protocol, bytes, clients, limit ?? null]);
}
