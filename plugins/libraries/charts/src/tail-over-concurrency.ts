import { significant } from '@wiretax/core';
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
import { labels, levelTicks, logAxis, logDomain, logTicks, sizeName } from './scales.js';

const title = 'Tail amplification over concurrency';
const mostPanels = 6;

/** P99 over P50, a panel for each size. */
export function tailOverConcurrency(view: View): Chart | undefined {
  const told = coloured(view).filter(({ row }) => row.tailRatio !== null);
  const { shown, rows } = faceted(told, sizeOf, clientsOf, mostPanels);
  const points = rows.map((each): Datum => {
    const interval = intervalOf(each.row, 'tailRatio');
    return {
      ...pointOf(each),
      panel: sizeName(sizeOf(each)),
      ratio: each.row.tailRatio,
      lowRatio: interval?.low ?? null,
      highRatio: interval?.high ?? null,
    };
  });
  const levels = levelsOf(rows, clientsOf);
  const xDomain = logDomain(levels, 1.5);
  const yDomain = logDomain([1, ...rows.map(({ row }) => row.tailRatio)], 1.15);
  if (xDomain === undefined || yDomain === undefined || points.length === 0) return undefined;
  const marks = placedFindings(view, points, {
    axis: 'concurrency',
    figureOf: () => 'tailRatio',
    x: 'clients',
    y: 'ratio',
  });
  const width = panelWidth(shown.length);
  const data = [...points, ...marks.data];
  return {
    id: 'tail-over-concurrency',
    title,
    caption: `How many times the P50 the P99 is, one panel for each message size${drawnSigns(data)}.${hollowSign(rows)}${leftOutNote(view)}`,
    summary: `How many times the P50 the P99 of response time is, over the number of clients, one panel for each message size.${extremes('At', rows, ({ tailRatio }) => (tailRatio === null ? null : `${significant(tailRatio)}×`))}${marks.text}${hollowNote(rows)}${leftOutNote(view)}`,
    cells: cellsOf(rows),
    spec: framed(
      title,
      panels({
        data,
        columns: { field: 'panel', values: shown.map(sizeName) },
        width,
        height: 210,
        x: logAxis('clients', 'clients', xDomain, levelTicks(levels, width / 32), labels.count),
        y: logAxis('ratio', 'P99 over P50', yDomain, logTicks(yDomain), labels.ratio),
        told: toldOn(
          view,
          ({ ratio, lowRatio, highRatio }) =>
            `P99 is ${significant(Number(ratio))}× the P50${betweenText(lowRatio ?? null, highRatio ?? null, significant)}`,
        ),
        layer: (x, y) => [
          intervalBars(view, x, y, ['lowRatio', 'highRatio']),
          ...seriesLine(view, { x, y }),
          ...findingMarks(view, x, y),
        ],
      }),
    ),
    data,
  };
}
