import { axisTable, type Results, type Row, type RowPeer } from '@wiretax/core';
import {
  busyShare,
  groupRows,
  isStruck,
  mixedMark,
  peerColumns,
  peerNsPerCall,
  wasRun,
} from '@wiretax/core/record';
import { figure, latencyMicros, micros, none, percent, ratio, whole } from '@wiretax/writing';
import { table, type Column } from '@wiretax/writing/markdown';

/** A heading and a table for each size, and for each further axis that varies. */
export function tables({ rows }: Results): readonly string[] {
  if (rows.length === 0) return ['No cells: the plan was empty.'];
  const columns = columnsFor(rows);
  return groupRows(rows).flatMap((group) => [
    `### ${group.axes.map(({ axis, value }) => (axis === 'size' ? value : `${axisTable[axis].title} ${value}`)).join(' · ')}`,
    table(columns, group.rows),
  ]);
}

/** What becomes of calls only where a gate, a hedge or a retry is at work. */
const uncommon: readonly { readonly title: string; readonly of: (row: Row) => number }[] = [
  { title: 'rejected calls', of: ({ tally }) => tally?.rejected ?? 0 },
  { title: 'unstarted calls', of: ({ tally }) => tally?.unstarted ?? 0 },
  { title: 're-sent', of: ({ tally }) => (tally === null ? 0 : tally.attempts - tally.started) },
];

function columnsFor(rows: readonly Row[]): readonly Column<Row>[] {
  const some = (test: (row: Row) => boolean): boolean => rows.some(test);
  const peers = peerColumns(rows);
  const columns: readonly (readonly [boolean, Column<Row>])[] = [
    [true, { title: 'transport', align: 'left', text: (row) => row.cell.transport.label }],
    [true, { title: 'clients', align: 'right', text: (row) => String(row.cell.concurrency) }],
    [true, number('calls/s', (row) => figure(row.throughput))],
    [some((row) => row.spread !== null), number('lowest to highest launch', spread)],
    [some((row) => row.failedCalls > 0), number('failed calls', (row) => whole(row.failedCalls))],
    ...uncommon.map(({ title, of }): [boolean, Column<Row>] => [
      some((row) => of(row) > 0),
      number(title, (row) => whole(of(row))),
    ]),
    [true, number('P50 µs', (row) => latencyMicros(row.response, 'p50'))],
    [true, number('P99 µs', (row) => latencyMicros(row.response, 'p99'))],
    [
      some((row) => latencyMicros(row.response, 'p999') !== none),
      number('P99.9 µs', (row) => latencyMicros(row.response, 'p999')),
    ],
    [true, number('max µs', (row) => latencyMicros(row.response, 'max'))],
    [true, number('P99/P50', (row) => ratio(row.tailRatio))],
    [some(serviceDiffers), number('service P50 µs', (row) => latencyMicros(row.service, 'p50'))],
    [
      some((row) => row.toServer.p50 !== null),
      number('→ server P50 µs', (row) => latencyMicros(row.toServer, 'p50')),
    ],
    [
      some((row) => row.toClient.p50 !== null),
      number('→ client P50 µs', (row) => latencyMicros(row.toClient, 'p50')),
    ],
    ...peers.map(({ name }): [boolean, Column<Row>] => [
      true,
      number(`${name} CPU µs/call`, (row) => cpu(row.peers[name])),
    ]),
    ...peers.map(({ name }): [boolean, Column<Row>] => [
      true,
      number(`${name} busy %`, (row) => busy(row.peers[name])),
    ]),
    [
      peers.some(({ half }) => half === 'middle'),
      { title: 'limit', align: 'left', text: (row) => row.limit?.peer ?? none },
    ],
    [true, { title: 'verdict', align: 'left', text: verdictText }],
  ];
  return columns.flatMap(([shown, column]) => (shown ? [column] : []));
}

/** A column of numbers; those of a row that is out of comparisons are struck through. */
function number(title: string, text: (row: Row) => string): Column<Row> {
  return {
    title,
    align: 'right',
    text(row) {
      const shown = text(row);
      return isStruck(row) && shown !== none ? `~~${shown}~~` : shown;
    },
  };
}

function verdictText(row: Row): string {
  if (!wasRun(row)) return 'not run';
  const { completed, planned } = row.trials;
  const launches = completed < planned ? ` (${String(completed)} of ${String(planned)} launches)` : '';
  const mixed = row.mixed === undefined ? '' : ` ${mixedMark}`;
  return row.verdicts.join(', ') + launches + mixed;
}

function spread(row: Row): string {
  const range = row.spread?.throughput;
  return range === undefined ? none : `${figure(range.low)} to ${figure(range.high)}`;
}

function serviceDiffers(row: Row): boolean {
  const { p50 } = row.response;
  return p50 !== null && row.service.p50 !== null && p50 - row.service.p50 > 0.1 * p50;
}

function cpu(peer: RowPeer | undefined): string {
  return peer === undefined ? none : micros(peerNsPerCall(peer));
}

function busy(peer: RowPeer | undefined): string {
  return percent(peer && busyShare(peer));
}
