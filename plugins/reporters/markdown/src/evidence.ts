import type { Results, Row, RowMetric, TrialRecord } from '@wiretax/core';
import { groupRows, metricPeers } from '@wiretax/core/record';
import { figure, micros, none } from '@wiretax/writing';
import { table, type Column } from '@wiretax/writing/markdown';
import { kernelWork } from './kernel-work.js';

interface Line {
  readonly row: Row;
  /** Its name. */
  readonly peer: string;
}

/** What collectors found, a table for each collector and window: counters for each call, gauges as they are. */
export function evidence(results: Results): readonly string[] {
  const { rows, trials } = results;
  const ordered = groupRows(rows).flatMap((group) => group.rows);
  const windows = new Map<string, RowMetric>();
  for (const metric of ordered.flatMap((row) => row.metrics)) {
    windows.set(`${metric.collector} ${metric.window}`, metric);
  }
  if (windows.size === 0) return [];
  return [
    '## Evidence',
    'Counters are divided by the calls of their window. They are evidence about the peer processes, not latency.',
    ...kernelWork(results),
    ...[...windows.values()].flatMap(({ collector, window }) => [
      `### ${collector}, ${window === 'measure' ? 'in the measured window' : 'in a pass of its own'}`,
      ...collectorTable(ordered, collector, window),
      ...(window === 'profile' ? observed(ordered, trials, collector) : []),
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
  const lines = rows.flatMap((row): Line[] => metricPeers(row, mine(row)).map((peer) => ({ row, peer })));
  const titles = [...new Set(rows.flatMap(mine).map(titleOf))];
  const zero = titles.filter((title) =>
    rows.flatMap(mine).every((each) => titleOf(each) !== title || each.value === 0),
  );
  const small = smallColumns(rows.flatMap(mine));
  const shown = titles.filter((title) => !zero.includes(title) && !small.has(title));
  const columns: readonly Column<Line>[] = [
    {
      title: 'cell',
      align: 'left',
      text: ({ row, peer }) =>
        mine(row).some((metric) => metric.peer === peer && !metric.comparable)
          ? `${row.cell.id} †`
          : row.cell.id,
    },
    { title: 'peer', align: 'left', text: ({ peer }) => peer },
    ...shown.map((title): Column<Line> => ({
      title,
      align: 'right',
      text: ({ row, peer }) =>
        figureOf(mine(row).find((each) => each.peer === peer && titleOf(each) === title)),
    })),
  ];
  return [
    ...(shown.length > 0 ? [table(columns, lines)] : []),
    ...(zero.length > 0 ? [`Zero everywhere: ${zero.join(', ')}.`] : []),
    ...(small.size > 0
      ? [`Below 1 % of the largest of their unit everywhere, and left out: ${[...small].join(', ')}.`]
      : []),
  ];
}

/** A table with more columns than this leaves out what is small. */
const mostColumns = 16;

function smallColumns(metrics: readonly RowMetric[]): ReadonlySet<string> {
  const largest = new Map<string, number>();
  const byTitle = new Map<string, RowMetric & { most: number }>();
  for (const metric of metrics) {
    const most = Math.abs(metric.perCall ?? metric.value);
    const known = byTitle.get(titleOf(metric));
    byTitle.set(titleOf(metric), { ...metric, most: Math.max(most, known?.most ?? 0) });
    const unit = `${metric.unit} ${metric.kind}`;
    largest.set(unit, Math.max(most, largest.get(unit) ?? 0));
  }
  if (byTitle.size <= mostColumns) return new Set();
  const small = [...byTitle].filter(
    ([, { unit, kind, most }]) => most > 0 && most < 0.01 * (largest.get(`${unit} ${kind}`) ?? 0),
  );
  return new Set(small.map(([title]) => title));
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

const changes = [
  ['throughput', 'throughput'],
  ['p50', 'P50'],
  ['p99', 'P99'],
] as const;

/** What attaching the collector did to the load: the range over all launches of all cells. */
function observed(
  rows: readonly Row[],
  trials: readonly TrialRecord[],
  collector: string,
): readonly string[] {
  const effects = trials.flatMap(({ evidence: entries }) =>
    entries.flatMap((entry) =>
      entry.collector === collector && entry.observer !== undefined ? [entry.observer] : [],
    ),
  );
  const ranges = changes.flatMap(([key, title]) => {
    const values = effects.flatMap((effect) => effect[key] ?? []);
    if (values.length === 0) return [];
    const low = signedPercent(Math.min(...values));
    const high = signedPercent(Math.max(...values));
    return [`${title} ${low === high ? low : `${low} to ${high}`}`];
  });
  if (ranges.length === 0) return [];
  const marked = rows.some((row) =>
    row.metrics.some((metric) => metric.collector === collector && !metric.comparable),
  );
  return [
    `Observer effect, this pass against the measured window: ${ranges.join(', ')}.`,
    ...(marked
      ? [
          'Cells with † ran at a throughput that was off by more than 10 % while the collector was attached: their counters are not to be joined with latency.',
        ]
      : []),
  ];
}

function signedPercent(change: number): string {
  return `${change > 0 ? '+' : ''}${(change * 100).toFixed(0)} %`;
}
