import {
  groupRows,
  type Results,
  type Role,
  type Row,
  type RowMetric,
  type TrialRecord,
} from '@wiretax/core';
import { figure, micros, none } from './figures.js';
import { list, table, type Column } from './markdown.js';

interface Line {
  readonly row: Row;
  readonly role: Role;
}

/** What collectors found, a table for each collector and window: counters for each call, gauges as they are. */
export function evidence({ rows, trials }: Results): readonly string[] {
  const ordered = groupRows(rows).flatMap((group) => group.rows);
  const windows = new Map<string, RowMetric>();
  for (const metric of ordered.flatMap((row) => row.metrics)) {
    windows.set(`${metric.collector} ${metric.window}`, metric);
  }
  if (windows.size === 0) return [];
  return [
    '## Evidence',
    'Counters are divided by the calls of their window. They are evidence about the peer processes, not latency.',
    ...[...windows.values()].flatMap(({ collector, window }) => [
      `### ${collector}, ${window === 'measure' ? 'in the measured window' : 'in a pass of its own'}`,
      ...collectorTable(ordered, collector, window),
      ...(window === 'profile' ? observed(trials, collector) : []),
    ]),
  ];
}

function collectorTable(
  rows: readonly Row[],
  collector: string,
  window: RowMetric['window'],
): readonly string[] {
  const mine = (row: Row): readonly RowMetric[] =>
    row.metrics.filter((metric) => metric.collector === collector && metric.window === window);
  const lines = rows.flatMap((row): Line[] =>
    (['client', 'server'] as const)
      .filter((role) => mine(row).some((metric) => metric.role === role))
      .map((role) => ({ row, role })),
  );
  const titles = [...new Set(rows.flatMap(mine).map(titleOf))];
  const zero = titles.filter((title) =>
    rows.flatMap(mine).every((each) => titleOf(each) !== title || each.value === 0),
  );
  const shown = titles.filter((title) => !zero.includes(title));
  const columns: readonly Column<Line>[] = [
    { title: 'cell', align: 'left', text: ({ row }) => row.cell.id },
    { title: 'peer', align: 'left', text: ({ role }) => role },
    ...shown.map((title): Column<Line> => ({
      title,
      align: 'right',
      text: ({ row, role }) =>
        figureOf(mine(row).find((each) => each.role === role && titleOf(each) === title)),
    })),
  ];
  return [
    ...(shown.length > 0 ? [table(columns, lines)] : []),
    ...(zero.length > 0 ? [`Zero everywhere: ${zero.join(', ')}.`] : []),
  ];
}

function titleOf({ name, unit, kind }: RowMetric): string {
  const shown = { ns: 'µs', bytes: kind === 'counter' ? 'B' : 'MiB', hz: 'Hz', count: '', ratio: '' }[unit];
  return `${name} ${shown}${kind === 'counter' ? '/call' : ''}`.trim();
}

function figureOf(metric: RowMetric | undefined): string {
  if (metric === undefined) return none;
  const { unit, kind, perCall, value } = metric;
  if (kind === 'counter') return unit === 'ns' ? micros(perCall) : figure(perCall);
  return unit === 'ns' ? micros(value) : figure(unit === 'bytes' ? value / 1024 ** 2 : value);
}

/** Cells whose latency moved by more than a tenth while the collector was attached. */
function observed(trials: readonly TrialRecord[], collector: string): readonly string[] {
  const worst = new Map<string, number>();
  for (const { cell, evidence: entries } of trials) {
    for (const { observer } of entries.filter((entry) => entry.collector === collector)) {
      const moved = Math.max(Math.abs(observer?.p50 ?? 0), Math.abs(observer?.p99 ?? 0));
      if (moved > Math.max(0.1, worst.get(cell) ?? 0)) worst.set(cell, moved);
    }
  }
  if (worst.size === 0) return [];
  const cells = [...worst].map(([cell, moved]) => `${cell}: ${(moved * 100).toFixed(0)} %`);
  return [
    'Attaching the collector moved P50 or P99 by more than 10 % in these cells; read their counters with that in mind.',
    list(cells),
  ];
}
