import type { Results, Row } from '@wiretax/core';
import { cellColumnsOf } from './cell-columns.js';
import { latencyColumnsOf } from './latency-columns.js';
import { type Column, type Table, tableOf } from './table.js';
import { tallyColumnsOf } from './tally-columns.js';

const columns: readonly Column<Row>[] = [
  { name: 'cell', type: 'VARCHAR', of: ({ cell }) => cell.id },
  { name: 'control', type: 'BOOLEAN', of: ({ control }) => control },
  ...cellColumnsOf<Row>(({ cell }) => cell),
  { name: 'completed', type: 'BIGINT', of: ({ trials }) => trials.completed },
  { name: 'failed', type: 'BIGINT', of: ({ trials }) => trials.failed },
  { name: 'planned', type: 'BIGINT', of: ({ trials }) => trials.planned },
  { name: 'calls', type: 'BIGINT', of: ({ calls }) => calls },
  { name: 'failed_calls', type: 'BIGINT', of: ({ failedCalls }) => failedCalls },
  ...tallyColumnsOf<Row>(({ tally }) => tally),
  { name: 'throughput', type: 'DOUBLE', of: ({ throughput }) => throughput },
  ...latencyColumnsOf<Row>((row) => row),
  { name: 'tail_ratio', type: 'DOUBLE', of: ({ tailRatio }) => tailRatio },
  { name: 'limit_peer', type: 'VARCHAR', of: ({ limit }) => limit?.peer ?? null },
  { name: 'limit_busy', type: 'DOUBLE', of: ({ limit }) => limit?.busy ?? null },
  { name: 'limit_of', type: 'VARCHAR', of: ({ limit }) => limit?.of ?? null },
  { name: 'verdict', type: 'VARCHAR', of: ({ verdict }) => verdict },
  { name: 'reasons', type: 'VARCHAR', of: ({ reasons }) => reasons.join('; ') },
];

/** One row a cell, over all its launches; those of the null transport last. */
export function rowsTable({ rows, controls }: Results): Table {
  return tableOf('rows', columns, [...rows, ...controls]);
}
