import { type Row, significant } from '@wiretax/core';
import { isHopMetric } from '@wiretax/core/record';
import type { Chart, Datum, SeriesRow, Spec, View } from './chart.js';
import { framed, panelWidth, seriesLine } from './frame.js';
import { panels } from './panels.js';
import {
  clientsOf,
  coloured,
  extremes,
  faceted,
  hollowNote,
  hollowSign,
  leftOutNote,
  levelsOf,
  pointOf,
  sizeOf,
} from './points.js';
import { toldOn } from './told.js';
import { clientsName, greatest, labels, levelTicks, logAxis, logDomain, sizeName } from './scales.js';

const title = 'Counters per call, both ends together';
const mostCounters = 5;
const mostPanels = 3;

/** A row for each counter, over concurrency with a column for each size, or over size where concurrency does not vary at any. */
export function counters(view: View): Chart | undefined {
  const all = coloured(view);
  const bySize = faceted(all, sizeOf, clientsOf, mostPanels);
  const overClients = bySize.shown.length > 0;
  const [xOf, panelOf] = overClients ? [clientsOf, sizeOf] : [sizeOf, clientsOf];
  const panelName = overClients ? sizeName : clientsName;
  const { shown, rows } = overClients ? bySize : faceted(all, clientsOf, sizeOf, mostPanels);
  const names = namesOf(rows);
  const levels = levelsOf(rows, xOf);
  const domain = logDomain(levels, 1.4);
  const [first] = names;
  if (first === undefined || domain === undefined) return undefined;
  const data = names.flatMap((counter) =>
    rows.flatMap((each): Datum[] => {
      const value = perCall(each.row, counter);
      return value === null
        ? []
        : [{ ...pointOf(each), counter, panel: panelName(panelOf(each)), perCall: value }];
    }),
  );
  const width = panelWidth(shown.length);
  const x = overClients
    ? logAxis('clients', 'clients', domain, levelTicks(levels, width / 34), labels.count)
    : logAxis('bytes', 'message size', domain, levelTicks(levels, width / 58), labels.bytes);
  const row = (counter: string): Spec =>
    panels({
      data: data.filter((datum) => datum['counter'] === counter),
      columns: { field: 'panel', values: shown.map(panelName) },
      width,
      height: 100,
      x: counter === names.at(-1) ? x : { ...x, title: null },
      y: {
        field: 'perCall',
        type: 'quantitative',
        title: words(counter),
        scale: { domainMin: 0, domainMax: axisEnd(data, counter), nice: true },
        axis: { tickCount: 4, labelExpr: labels.count, minExtent: 40 },
      },
      told: toldOn(
        view,
        (datum) => `${significant(Number(datum['perCall']))} ${words(counter).join(' ')} a call`,
      ),
      layer: (x, y) => seriesLine(view, { x, y }),
    });
  return {
    id: 'counters',
    title,
    caption: `Client and server together, in the measured window where it was counted there.${hollowSign(rows)}${leftOutNote(view)}`,
    summary: `What the system counted for each call, client and server together: ${names.map((name) => words(name).join(' ')).join('; ')}.${extremes(
      `${words(first).join(' ')} at`,
      rows,
      (each) => {
        const value = perCall(each, first);
        return value === null ? null : significant(value);
      },
    )}${hollowNote(rows)}${leftOutNote(view)}`,
    cells: [...new Set(data.map(({ cell }) => String(cell)))],
    spec: framed(title, { vconcat: names.map(row) }),
    data,
  };
}

function axisEnd(data: readonly Datum[], counter: string): number {
  return (
    greatest(data.flatMap((datum) => (datum['counter'] === counter ? Number(datum['perCall']) : []))) * 1.05
  );
}

/** Counters that explain most, the best collector's name for each first. */
const wanted: readonly (readonly string[])[] = [
  ['context-switches.voluntary', 'context-switches'],
  ['syscalls'],
  ['page-faults.minor', 'page-faults'],
  ['instructions'],
  ['context-switches.involuntary'],
  ['cache-misses'],
  ['gc.count'],
  ['cpu-migrations'],
  ['tcp.retransmits'],
];

function namesOf(rows: readonly SeriesRow[]): readonly string[] {
  const present = new Set(
    rows.flatMap(({ row }) =>
      row.metrics.flatMap(({ name, perCall: value, unit, kind }) =>
        kind === 'counter' && unit === 'count' && value !== null && value > 0 ? [name] : [],
      ),
    ),
  );
  return wanted.flatMap((names) => names.find((name) => present.has(name)) ?? []).slice(0, mostCounters);
}

/** All peers that calls pass together, of one collector: two that count the same must not be added. */
function perCall(row: Row, name: string): number | null {
  const found = row.metrics.filter(
    (metric) => metric.name === name && metric.perCall !== null && isHopMetric(row, metric),
  );
  const best = found.find(({ window }) => window === 'measure') ?? found[0];
  const same = found.filter(
    ({ collector, window }) => collector === best?.collector && window === best.window,
  );
  return same.length === 0 ? null : same.reduce((sum, metric) => sum + (metric.perCall ?? 0), 0);
}

/** In lines, for the side of a low panel. */
function words(name: string): readonly string[] {
  const [head = name, ...further] = name.split('.');
  return further.length === 0
    ? [head.replaceAll('-', ' ')]
    : [head.replaceAll('-', ' '), further.join(' ').replaceAll('-', ' ')];
}
