import { formatDuration, significant, visibleLine } from '@wiretax/core';
import { duration, none, textTable, whole } from '@wiretax/writing';
import type { Change, Figure, TrendPoint } from './cell-trend.js';
import type { RunLine } from './run-line.js';
import type { BrokenRun } from './stored-runs.js';

const barLength = 10;

export function runsText(lines: readonly RunLine[], broken: readonly BrokenRun[]): string {
  const head = [
    'run',
    'started (UTC)',
    'name',
    'trials',
    'cells',
    'time',
    'median P50',
    'first cell',
    'P50',
    'P99',
    'wake-ups',
    'cells by verdict',
  ];
  const rows = lines.map((line) => [
    line.id,
    line.startedAt.slice(0, 16).replace('T', ' '),
    line.name,
    line.done === line.planned ? String(line.done) : `${String(line.done)}/${String(line.planned)}`,
    String(line.cells),
    minutes(line.durationNs),
    duration(line.medianP50),
    line.firstCell ?? none,
    duration(line.firstP50),
    duration(line.firstP99),
    duration(line.firstWakeNs),
    verdictsText(line) + line.notes.map((note) => `; ${note}`).join(''),
  ]);
  if (lines.length === 0 && broken.length === 0) return 'No runs yet: wiretax run quick\n';
  return (
    (lines.length === 0 ? '' : tableText([head, ...rows], new Set([3, 4, 5, 6, 8, 9, 10]))) +
    broken.map(({ id, reason }) => `${visibleLine(id)} can't be read: ${visibleLine(reason)}\n`).join('')
  );
}

export function trendText(
  points: readonly TrendPoint[],
  { cell, figure }: { readonly cell: string; readonly figure: Figure },
): string {
  const most = Math.max(...points.map(({ value }) => value ?? 0));
  const head = [
    'run',
    'started (UTC)',
    figure,
    'interval',
    '',
    'launches',
    'before',
    '',
    'median',
    'wake-ups',
    'notes',
  ];
  const rows = points.map((point) => [
    point.run,
    point.startedAt.slice(0, 16).replace('T', ' '),
    figureText(point.value, figure),
    point.interval === null
      ? none
      : `${figureText(point.interval.low, figure)} to ${figureText(point.interval.high, figure)}`,
    '█'.repeat(most === 0 ? 0 : Math.round(((point.value ?? 0) / most) * barLength)).padEnd(barLength),
    String(point.launches),
    point.againstBefore === null ? none : percent(point.againstBefore.change),
    overlapText(point.againstBefore),
    point.againstMedian === null ? none : percent(point.againstMedian),
    duration(point.wakeNs),
    [...(point.verdict === null || point.verdict === 'valid' ? [] : [point.verdict]), ...point.notes].join(
      '; ',
    ),
  ]);
  return (
    `${visibleLine(cell)}: ${figure}${figure === 'throughput' ? '' : ' of response time'} over ${String(points.length)} ${points.length === 1 ? 'run' : 'runs'}\n` +
    tableText([head, ...rows], new Set([2, 3, 5, 6, 8, 9])) +
    'before: change against the run before, and whether the intervals overlap; median: against that of all earlier runs.\n' +
    'An interval takes three launches. wake-ups: median of the yardsticks of its launches.\n'
  );
}

function overlapText(change: Change | null): string {
  if (change === null) return '';
  return change.intervals === 'unknown' ? 'no interval' : change.intervals === 'apart' ? 'apart' : 'overlap';
}

/** `P99 of response time`, as it stands in a sentence. */
export function figureName(figure: Figure): string {
  return figure === 'throughput' ? 'throughput' : `${names[figure]} of response time`;
}

const names = {
  mean: 'the mean',
  p50: 'P50',
  p90: 'P90',
  p99: 'P99',
  p999: 'P99.9',
  'tail-ratio': 'P99 over P50',
} as const;

export function figureText(value: number | null, figure: Figure): string {
  if (value === null) return none;
  if (figure === 'throughput') return `${whole(Math.round(value))}/s`;
  return figure === 'tail-ratio' ? significant(value) : formatDuration(value);
}

function minutes(ns: number): string {
  const seconds = Math.round(ns / 1e9);
  return seconds < 60 ? `${String(seconds)} s` : `${(seconds / 60).toFixed(1)} min`;
}

export function percent(change: number): string {
  return `${change < 0 ? '' : '+'}${(change * 100).toFixed(1)} %`;
}

function verdictsText({ verdicts }: RunLine): string {
  return (
    Object.entries(verdicts)
      .map(([verdict, count]) => `${String(count)} ${verdict}`)
      .join(', ') || 'nothing finished'
  );
}

function tableText(rows: readonly (readonly string[])[], right: ReadonlySet<number>): string {
  const lines = textTable(rows, { isRight: (column) => right.has(column) });
  return lines.map((line) => `${line}\n`).join('');
}
