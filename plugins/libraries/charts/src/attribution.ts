import { formatDuration, type Role, type RowMetric } from '@wiretax/core';
import type { Chart, SeriesRow, View } from './chart.js';
import { framed } from './frame.js';
import { colours, seriesColours } from './palette.js';
import { panels } from './panels.js';
import { cellsOf, clientsOf, coloured, leftOutNote, places, sizeOf } from './points.js';
import { chosen, clientsName, labels, sizeName } from './scales.js';
import { barChannels, laidOut, longestBar, type Segment } from './stacked-bars.js';

const title = 'Where the CPU time of a call goes';
const mostBars = 24;
const mostParts = 7;
const rest = 'everything else';
const width = 620;

/** What the flame graph collectors attribute, both ends together: a row for each place of the matrix, a bar for each series. */
export function attribution(view: View): Chart | undefined {
  const split = new Map(coloured(view).map((each) => [each, partsOf(each)]));
  const all = [...split].filter(([, parts]) => parts.size > 0).map(([each]) => each);
  if (all.length === 0) return undefined;
  const measured = places(all);
  const perPlace = Math.max(...measured.map(({ length }) => length));
  const rows = chosen(measured, Math.max(2, Math.floor(mostBars / perPlace))).flat();
  const parts = largestParts(rows.map((each) => split.get(each) ?? new Map()));
  const segments = rows.flatMap((each) => segmentsOf(each, split.get(each) ?? new Map(), parts));
  const data = laidOut(segments);
  const endNs = longestBar(data);
  const series = view.series.filter((label) => rows.some((each) => each.series === label));
  const { color, ...axes } = barChannels({
    parts: [...parts, rest],
    colours: seriesColours,
    series,
    endNs,
    label: labels.ns,
    legendColumns: 4,
  });
  return {
    id: 'attribution',
    title,
    summary: `${title}, client and server together, by what the sampled code does. ${said(rows, split)}${leftOutNote(view)}`,
    cells: cellsOf(rows),
    spec: framed(
      title,
      panels({
        data,
        columns: { field: 'place', values: [...new Set(rows.map(placeOf))] },
        across: 1,
        width,
        height: 20 * series.length,
        ...axes,
        layer: (x, y) => [
          {
            mark: { type: 'bar', stroke: colours.background, strokeWidth: 0.5 },
            encoding: { x, x2: { field: 'endNs' }, y, color },
          },
          {
            // A label stands where its segment has room for it.
            transform: [
              { filter: `datum.ns * ${String(width)} / ${String(endNs)} > 8 + 5.6 * length(datum.part)` },
            ],
            mark: { type: 'text', fontSize: 10, color: colours.background },
            encoding: { x: { ...x, field: 'middleNs' }, y, text: { field: 'part' } },
          },
        ],
      }),
    ),
    data,
  };
}

const collectors = ['flamegraph', 'cpu-profile'];

/** Shares of samples times the CPU time of the measured window, ns a call, both ends together. */
function partsOf({ row }: SeriesRow): ReadonlyMap<string, number> {
  const parts = new Map<string, number>();
  for (const role of ['client', 'server'] as const) {
    const vitals = row[role];
    if (vitals === null) continue;
    const metrics = sampled(row.metrics, role);
    const total = metrics.reduce((sum, { value }) => sum + value, 0);
    if (total === 0) return new Map();
    // V8's own profile sees user code only.
    const seesKernel = metrics[0]?.collector.startsWith('flamegraph') ?? false;
    const cpuNs = vitals.userNsPerCall + (seesKernel ? vitals.systemNsPerCall : 0);
    for (const { name, value } of metrics) add(parts, name.slice('cpu.'.length), (value / total) * cpuNs);
    if (!seesKernel) add(parts, 'kernel', vitals.systemNsPerCall);
  }
  return parts;
}

function add(parts: Map<string, number>, part: string, ns: number): void {
  parts.set(part, (parts.get(part) ?? 0) + ns);
}

function sampled(metrics: readonly RowMetric[], role: Role): readonly RowMetric[] {
  for (const collector of collectors) {
    const found = metrics.filter(
      (metric) =>
        metric.role === role &&
        metric.collector.startsWith(collector) &&
        metric.name.startsWith('cpu.') &&
        metric.name !== 'cpu.idle' &&
        metric.unit === 'ns' &&
        (collector === 'flamegraph' || !metric.name.startsWith('cpu.kernel-')),
    );
    if (found.some(({ value }) => value > 0)) return found;
  }
  return [];
}

function largestParts(bars: readonly ReadonlyMap<string, number>[]): readonly string[] {
  const totals = new Map<string, number>();
  for (const bar of bars) for (const [part, ns] of bar) add(totals, part, ns);
  return [...totals]
    .filter(([part, ns]) => ns > 0 && part !== 'other')
    .sort(([, a], [, b]) => b - a)
    .slice(0, mostParts)
    .map(([part]) => part);
}

function segmentsOf(
  each: SeriesRow,
  bar: ReadonlyMap<string, number>,
  parts: readonly string[],
): readonly Segment[] {
  const total = [...bar.values()].reduce((sum, ns) => sum + ns, 0);
  const named = parts.map((part) => ({ part, ns: bar.get(part) ?? 0 }));
  const restNs = Math.max(0, total - named.reduce((sum, { ns }) => sum + ns, 0));
  return [...named, { part: rest, ns: restNs }].map((segment) => ({
    of: each,
    ...segment,
    more: { place: placeOf(each) },
  }));
}

function placeOf(each: SeriesRow): string {
  return `${sizeName(sizeOf(each))}, ${clientsName(clientsOf(each))}`;
}

/** The three largest parts of the first place's bars. */
function said(
  rows: readonly SeriesRow[],
  split: ReadonlyMap<SeriesRow, ReadonlyMap<string, number>>,
): string {
  const [first] = rows;
  if (first === undefined) return '';
  return rows
    .filter((each) => placeOf(each) === placeOf(first))
    .map((each) => {
      const largest = [...(split.get(each) ?? [])].sort(([, a], [, b]) => b - a).slice(0, 3);
      const texts = largest.map(([part, ns]) => `${part} ${formatDuration(ns)}`);
      return `${each.series} at ${placeOf(each)}: ${texts.join(', ')}.`;
    })
    .join(' ');
}
