import { formatDuration, type Results, type Row } from '@wiretax/core';
import { impliedClients, isClosed } from '@wiretax/core/record';
import { figure, none, percentText } from '@wiretax/writing';
import { table, type Column } from '@wiretax/writing/markdown';

/** With flow control: what response includes, and the proof that no part of the wait is hidden. */
export function flowCheck({ rows }: Results): readonly string[] {
  const waiting = rows.filter((row) => row.cell.flow.length > 0);
  if (waiting.length === 0) return [];
  const meaning =
    'Response includes the wait for a permit, service does not: a limit moves the queue, it does not remove it.';
  // Only closed load keeps the number of callers in the system constant.
  const closed = waiting.filter(({ cell }) => isClosed(cell));
  if (closed.length === 0) return ['## Flow control', meaning];
  const check =
    "By Little's law throughput times mean response time is the number of callers in the system, which must come out " +
    'as the number of clients; where it is off by more than 5 %, time is not accounted for.';
  return ['## Flow control', `${meaning} ${check}`, table(columns, closed)];
}

const columns: readonly Column<Row>[] = [
  { title: 'cell', align: 'left', text: (row) => row.cell.id },
  { title: 'calls/s', align: 'right', text: (row) => figure(row.throughput) },
  {
    title: 'mean response',
    align: 'right',
    text: (row) => (row.response.mean === null ? none : formatDuration(row.response.mean)),
  },
  { title: 'product', align: 'right', text: (row) => figure(impliedClients(row)) },
  { title: 'clients', align: 'right', text: (row) => String(row.cell.concurrency) },
  {
    title: 'off by',
    align: 'right',
    text(row) {
      const implied = impliedClients(row);
      return implied === null ? none : percentText(Math.abs(implied / row.cell.concurrency - 1), 1);
    },
  },
];
