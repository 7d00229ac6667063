import type { Chart, Datum, Spec, View } from './chart.js';
import { findingMarks, framed, panelWidth, seriesLine } from './frame.js';
import { panels } from './panels.js';
import { cellsTold, placedFindings } from './placed-findings.js';
import {
  cellsOf,
  clientsOf,
  coloured,
  hollowNote,
  hollowSign,
  leftOutNote,
  levelsOf,
  pointOf,
  sizeOf,
} from './points.js';
import { toldOn } from './told.js';
import { chosen, countText, labels, levelTicks, logAxis, logDomain, logTicks, sizeName } from './scales.js';

const title = 'Throughput over concurrency';
const mostPanels = 5;
const axis = 'concurrency';
const figure = 'throughput';

/** What findings mark or fit, with the points that it stands on, a panel for each size; undefined where none does. */
export function throughputOverConcurrency(view: View): Chart | undefined {
  const told = cellsTold(view, axis, figure);
  const all = coloured(view).filter(({ row }) => row.throughput !== null && told.has(row.cell.id));
  const shown = chosen(levelsOf(all, sizeOf), mostPanels);
  const rows = all.filter((each) => shown.includes(sizeOf(each)));
  const points = rows.map((each): Datum => ({
    ...pointOf(each),
    panel: sizeName(sizeOf(each)),
    callsPerSecond: each.row.throughput,
  }));
  const lines = { axis, figureOf: () => figure, x: 'clients', y: 'callsPerSecond' };
  const found = placedFindings(view, points, lines);
  const data = [
    ...points.map((point): Datum => ({ ...point, fitted: isFitted(point, found.data) })),
    ...found.data,
  ];
  const levels = levelsOf(rows, clientsOf);
  const xDomain = logDomain(levels, 1.5);
  const yDomain = logDomain(data.map((datum) => Number(datum['callsPerSecond'])));
  if (found.data.length === 0 || xDomain === undefined || yDomain === undefined) return undefined;
  const width = panelWidth(shown.length);
  return {
    id: 'scalability',
    title,
    caption: `Points are measured, joined by the curve that a finding has fitted to them or else by straight lines; rings are what findings mark.${hollowSign(rows)}${leftOutNote(view)}`,
    summary: `Throughput over the number of clients, one panel for each message size: points are measured; they are joined by the curve that a finding has fitted to them, or else by straight lines; rings are what findings mark.${found.text}${hollowNote(rows)}${leftOutNote(view)}`,
    cells: cellsOf(rows),
    spec: framed(
      title,
      panels({
        data,
        columns: { field: 'panel', values: shown.map(sizeName) },
        width,
        height: 210,
        x: logAxis('clients', 'clients', xDomain, levelTicks(levels, width / 34), labels.count),
        y: logAxis('callsPerSecond', 'calls per second', yDomain, logTicks(yDomain), labels.count),
        told: toldOn(view, ({ callsPerSecond }) => `${countText(Number(callsPerSecond))} calls/s`),
        layer: (x, y) => [...unfittedLine(seriesLine(view, { x, y })), ...findingMarks(view, x, y)],
      }),
    ),
    data,
  };
}

/** Where a curve is fitted to the points, it stands for their line. */
function isFitted({ series, panel }: Datum, found: readonly Datum[]): 0 | 1 {
  return found.some(
    (each) => each['kind'] === 'curve' && each['series'] === series && each['panel'] === panel,
  )
    ? 1
    : 0;
}

function unfittedLine([line, ...marks]: readonly Spec[]): readonly Spec[] {
  return [{ ...line, transform: [{ filter: "datum.kind === 'point' && !datum.fitted" }] }, ...marks];
}
