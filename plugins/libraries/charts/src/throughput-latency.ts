import { formatDuration } from '@wiretax/core';
import type { Chart, Datum, SeriesRow, Spec, View } from './chart.js';
import { framed, panelWidth, seriesPaint, seriesLine } from './frame.js';
import { grouped } from './grouped.js';
import { panels } from './panels.js';
import {
  cellsOf,
  clientsOf,
  coloured,
  durationOrNull,
  extremes,
  faceted,
  hollowNote,
  hollowSign,
  leftOutNote,
  pointOf,
  sizeOf,
} from './points.js';
import { toldOn } from './told.js';
import { countText, labels, logAxis, logDomain, logTicks, sizeName } from './scales.js';

const title = 'Throughput against P99';
const mostPanels = 4;

/** A path for each series from few clients to many, a panel for each size: up is slow, right is much. */
export function throughputLatency(view: View): Chart | undefined {
  const usable = coloured(view).filter(({ row }) => row.response.p99 !== null && row.throughput !== null);
  const { shown, rows } = faceted(usable, sizeOf, clientsOf, mostPanels);
  // As the paths go.
  rows.sort((a, b) => clientsOf(a) - clientsOf(b));
  const paths = grouped(rows, pathOf);
  const endOf = (each: SeriesRow): string | null => {
    const path = paths.get(pathOf(each)) ?? [];
    return path[0] === each ? 'first' : path.at(-1) === each ? 'last' : null;
  };
  const data = rows.map((each): Datum => ({
    ...pointOf(each),
    panel: sizeName(sizeOf(each)),
    callsPerSecond: each.row.throughput,
    p99Ns: each.row.response.p99,
    end: endOf(each),
  }));
  const xDomain = logDomain(
    rows.map(({ row }) => row.throughput),
    1.5,
  );
  const yDomain = logDomain(
    rows.map(({ row }) => row.response.p99),
    1.4,
  );
  if (xDomain === undefined || yDomain === undefined) return undefined;
  const width = panelWidth(shown.length);
  const ticks = logTicks(xDomain, Math.floor(width / 46));
  return {
    id: 'throughput-latency',
    title,
    caption: `One path for each series from few clients to many, both numbers at its ends, one panel for each message size; right is more, up is slower.${hollowSign(rows)}${leftOutNote(view)}`,
    summary: `What more clients bring and cost: throughput against P99, one path for each series from few clients to many, both numbers at its ends, one panel for each message size.${extremes('At', rows, ({ throughput, response }) => (throughput === null ? null : `${countText(throughput)} calls/s with a P99 of ${durationOrNull(response.p99) ?? 'unknown'}`))}${hollowNote(rows)}${leftOutNote(view)}`,
    cells: cellsOf(rows),
    spec: framed(
      title,
      panels({
        data,
        columns: { field: 'panel', values: shown.map(sizeName) },
        width,
        height: 260,
        x: logAxis('callsPerSecond', 'calls per second', xDomain, ticks, labels.count),
        y: logAxis('p99Ns', 'P99 of response time', yDomain, logTicks(yDomain), labels.ns),
        told: toldOn(
          view,
          ({ callsPerSecond, p99Ns }) =>
            `${countText(Number(callsPerSecond))} calls/s, P99 ${formatDuration(Number(p99Ns))}`,
        ),
        layer: (x, y) => path(view, x, y),
      }),
    ),
    data,
  };
}

/** From few clients to many, with both numbers at its ends. */
function path(view: View, x: Spec, y: Spec): readonly Spec[] {
  const [line, ...marks] = seriesLine(view, { x, y });
  const order = { field: 'clients', type: 'quantitative' };
  const ends = [
    { end: 'first', dx: -7, dy: 4, align: 'right' },
    { end: 'last', dx: 6, dy: -6, align: 'left' },
  ];
  return [
    { ...line, encoding: { ...(line?.['encoding'] as object), order } },
    ...marks,
    ...ends.map(({ end, ...place }) => ({
      transform: [{ filter: `datum.end === '${end}'` }],
      mark: { type: 'text', fontSize: 10, ...place },
      encoding: { x, y, text: { field: 'clients' }, fill: seriesPaint(view) },
    })),
  ];
}

function pathOf(each: SeriesRow): string {
  return `${String(sizeOf(each))} ${each.series}`;
}
