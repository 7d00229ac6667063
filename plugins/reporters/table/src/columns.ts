import {
  formatDuration,
  type Latency,
  latencyText,
  type RangedFigure,
  type Row,
  type RowPeer,
} from '@wiretax/core';
import {
  busyShare,
  type NamedPeer,
  mixedMark,
  peerColumns,
  peerNsPerCall,
  strikes,
  varyingAxes,
  verdictMarks,
  wasRun,
} from '@wiretax/core/record';
import { figure, micros, none, percent, ratio, shorten, whole } from '@wiretax/writing';

export interface Column {
  /** Heading above this column and its neighbours of the same band; empty for none. */
  readonly band: string;
  readonly title: string;
  readonly align: 'left' | 'right';
  /** On a narrow terminal columns go in this order, lowest first; without a number they stay. */
  readonly goes?: number;
  text(row: Row): string;
}

/** What becomes of calls only where a gate, a hedge or a retry is at work. */
const uncommon: readonly { readonly title: string; readonly of: (row: Row) => number }[] = [
  { title: 'rejected', of: ({ tally }) => tally?.rejected ?? 0 },
  { title: 'unstarted', of: ({ tally }) => tally?.unstarted ?? 0 },
  { title: 're-sent', of: ({ tally }) => (tally === null ? 0 : tally.attempts - tally.started) },
];

/** The columns that say something about these rows. */
export function columnsFor(rows: readonly Row[]): readonly Column[] {
  const some = (test: (row: Row) => boolean): boolean => rows.some(test);
  const response = 'response µs';
  const oneWay = 'one-way P50';
  const cpu = 'CPU µs/call';
  const busy = 'busy %';
  const peers = peerColumns(rows);
  const columns: [boolean, Column][] = [
    [true, left('transport', (row) => shorten(row.cell.transport.label, 32))],
    [
      varyingAxes(rows.map((row) => row.cell)).includes('concurrency'),
      right('', 'clients', (row) => String(row.cell.concurrency)),
    ],
    [true, right('', 'calls/s', (row) => figure(row.throughput))],
    [
      some((row) => row.spread !== null),
      right('', '±', (row) => (row.spread === null ? none : furthest(row)), 7),
    ],
    [some((row) => row.failedCalls > 0), right('', 'failed', (row) => whole(row.failedCalls))],
    ...uncommon.map(({ title, of }): [boolean, Column] => [
      some((row) => of(row) > 0),
      right('', title, (row) => whole(of(row))),
    ]),
    [true, right(response, 'P50', (row) => latencyMicros(row.response, 'p50'))],
    [true, right(response, 'P99', (row) => latencyMicros(row.response, 'p99'))],
    [
      some((row) => latencyMicros(row.response, 'p999') !== none),
      right(response, 'P99.9', (row) => latencyMicros(row.response, 'p999'), 4),
    ],
    [true, right(response, 'max', (row) => latencyMicros(row.response, 'max'), 4)],
    [true, right(response, 'P99/P50', (row) => ratio(row.tailRatio), 2)],
    [some(serviceDiffers), right('service µs', 'P50', (row) => latencyMicros(row.service, 'p50'), 6)],
    [
      some((row) => row.toServer.p50 !== null || row.toClient.p50 !== null),
      right(oneWay, '→srv', (row) => latencyMicros(row.toServer, 'p50'), 1),
    ],
    [
      some((row) => row.toServer.p50 !== null || row.toClient.p50 !== null),
      right(oneWay, '→cli', (row) => latencyMicros(row.toClient, 'p50'), 1),
    ],
    ...peers.map((peer): [boolean, Column] => [
      true,
      right(cpu, shortName(peer), ({ peers: of }) => cpuPerCall(of[peer.name]), 3),
    ]),
    ...peers.map((peer): [boolean, Column] => [
      true,
      right(busy, shortName(peer), ({ peers: of }) => busyText(of[peer.name]), 5),
    ]),
    [peers.some(({ half }) => half === 'middle'), left('limit', (row) => row.limit?.peer ?? none)],
    [true, left('verdict', verdictText)],
  ];
  return columns.filter(([shown]) => shown).map(([, column]) => column);
}

/**
 * What strikes the row in words, what holds beside by its mark; how many launches there were where some are missing, and whether they are of
 * one kind.
 */
function verdictText(row: Row): string {
  const { completed, planned } = row.trials;
  if (!wasRun(row)) return 'not run';
  const launches = completed < planned ? ` ${String(completed)}/${String(planned)}` : '';
  const mixed = row.mixed === undefined ? '' : ` ${mixedMark}`;
  const words = row.verdicts.filter((verdict) => verdict === 'valid' || strikes(verdict)).join(', ');
  const marks = row.verdicts
    .map((verdict) => (verdict === 'valid' || strikes(verdict) ? '' : verdictMarks[verdict]))
    .join('');
  return [words, marks].filter((part) => part !== '').join(' ') + launches + mixed;
}

/** From here on a figure has a unit of its own, as nobody reads seconds off microseconds. */
const longNs = 100e6;

/** A percentile or an extreme, in µs or with its unit. */
function latencyMicros(latency: Latency, of: RangedFigure): string {
  const text = (ns: number): string => (ns < longNs ? micros(ns) : formatDuration(ns));
  return latencyText(latency, of, text) ?? none;
}

/** Whether waiting, for flow control or because the generator lagged, is a visible part of the response. */
function serviceDiffers(row: Row): boolean {
  const { p50 } = row.response;
  return p50 !== null && row.service.p50 !== null && p50 - row.service.p50 > 0.1 * p50;
}

/** How far the furthest launch lay from the number shown: no launch alone would have said more or less. */
function furthest(row: Row): string {
  const range = row.spread?.throughput;
  if (range === undefined || row.throughput === null || row.throughput === 0) return none;
  const distance = Math.max(range.high - row.throughput, row.throughput - range.low) / row.throughput;
  return `±${distance < 0.01 ? '<1' : percent(distance)} %`;
}

function shortName({ name }: NamedPeer): string {
  return name === 'client' ? 'cli' : name === 'server' ? 'srv' : name;
}

function cpuPerCall(peer: RowPeer | undefined): string {
  return peer === undefined ? none : micros(peerNsPerCall(peer));
}

function busyText(peer: RowPeer | undefined): string {
  return percent(peer && busyShare(peer));
}

function left(title: string, text: Column['text']): Column {
  return { band: '', title, align: 'left', text };
}

function right(band: string, title: string, text: Column['text'], goes?: number): Column {
  return { band, title, align: 'right', text, ...(goes === undefined ? {} : { goes }) };
}
