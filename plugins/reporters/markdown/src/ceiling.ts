import type { Results, Row } from '@wiretax/core';
import { axisValue } from '@wiretax/core/record';
import { figure, latencyMicros } from '@wiretax/writing';
import { table, type Column } from '@wiretax/writing/markdown';

/** What the harness does without a network: no row can be better than this, and none should come close. */
export function ceiling({ controls }: Results): readonly string[] {
  if (controls.length === 0) return [];
  const text =
    'The same cells over the null transport, in one process and without a network: the ceiling of the harness. ' +
    'It is not part of any comparison.';
  return ['## Ceiling of the harness', text, table(columns, controls)];
}

const columns: readonly Column<Row>[] = [
  { title: 'size', align: 'left', text: (row) => axisValue(row.cell, 'size') },
  { title: 'codec', align: 'left', text: (row) => axisValue(row.cell, 'codec') },
  { title: 'clients', align: 'right', text: (row) => String(row.cell.concurrency) },
  { title: 'calls/s', align: 'right', text: (row) => figure(row.throughput) },
  { title: 'P50 µs', align: 'right', text: (row) => latencyMicros(row.response, 'p50') },
  { title: 'P99 µs', align: 'right', text: (row) => latencyMicros(row.response, 'p99') },
];
