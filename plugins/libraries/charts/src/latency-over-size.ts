import { formatDuration } from '@wiretax/core';
import type { Chart, Datum, View } from './chart.js';
import { intervalOf } from './estimates.js';
import { findingMarks, framed, intervalBars, panelWidth, seriesLine } from './frame.js';
import { panels } from './panels.js';
import { placedFindings } from './placed-findings.js';
import {
  cellsOf,
  clientsOf,
  coloured,
  drawnSigns,
  durationOrNull,
  extremes,
  faceted,
  hollowNote,
  hollowSign,
  leftOutNote,
  levelsOf,
  pointOf,
  sizeOf,
} from './points.js';
import { betweenText, toldOn } from './told.js';
import { clientsName, labels, levelTicks, logAxis, logDomain, logTicks } from './scales.js';

const title = 'Latency over message size';
const mostPanels = 6;

/** A column for each concurrency, P50 above P99, both axes logarithmic. */
export function latencyOverSize(view: View): Chart | undefined {
  const { shown, rows } = faceted(coloured(view), clientsOf, sizeOf, mostPanels);
  const points = rows.flatMap((each) =>
    (['p50', 'p99'] as const).flatMap((figure): Datum[] => {
      const valueNs = each.row.response[figure];
      if (valueNs === null) return [];
      const interval = intervalOf(each.row, figure);
      return [
        {
          ...pointOf(each),
          panel: clientsName(clientsOf(each)),
          percentile: figure.toUpperCase(),
          valueNs,
          lowNs: interval?.low ?? null,
          highNs: interval?.high ?? null,
        },
      ];
    }),
  );
  const sizes = levelsOf(rows, sizeOf);
  const xDomain = logDomain(sizes, 1.5);
  const yDomain = logDomain(points.map((point) => Number(point['valueNs'])));
  if (xDomain === undefined || yDomain === undefined) return undefined;
  const marks = placedFindings(view, points, {
    axis: 'size',
    figureOf: ({ percentile }) => `response.${String(percentile).toLowerCase()}`,
    x: 'bytes',
    y: 'valueNs',
  });
  const width = panelWidth(shown.length);
  const data = [...points, ...marks.data];
  return {
    id: 'latency-over-size',
    title,
    caption: `One panel for each number of clients, both axes logarithmic${drawnSigns(data)}.${hollowSign(rows)}${leftOutNote(view)}`,
    summary: `Response time over message size, P50 and P99, one panel for each number of clients.${extremes('P99 at', rows, ({ response }) => durationOrNull(response.p99))}${marks.text}${hollowNote(rows)}${leftOutNote(view)}`,
    cells: cellsOf(rows),
    spec: framed(
      title,
      panels({
        data,
        columns: { field: 'panel', values: shown.map(clientsName) },
        rows: { field: 'percentile', values: ['P50', 'P99'] },
        width,
        height: 170,
        x: logAxis('bytes', 'message size', xDomain, levelTicks(sizes, width / 58), labels.bytes),
        y: logAxis('valueNs', 'response time', yDomain, logTicks(yDomain), labels.ns),
        told: toldOn(
          view,
          ({ percentile, valueNs, lowNs, highNs }) =>
            `${String(percentile)} ${formatDuration(Number(valueNs))}${betweenText(lowNs ?? null, highNs ?? null, formatDuration)}`,
        ),
        layer: (x, y) => [
          intervalBars(view, x, y, ['lowNs', 'highNs']),
          ...seriesLine(view, { x, y }),
          ...findingMarks(view, x, y),
        ],
      }),
    ),
    data,
  };
}
