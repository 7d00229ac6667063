import type { Finding } from '@wiretax/core';
import type { Chart, Datum, SeriesRow, View } from './chart.js';
import { sentences } from './finding-places.js';
import { framed, panelWidth, seriesLine, seriesPaint } from './frame.js';
import { panels } from './panels.js';
import {
  cellsOf,
  clientsOf,
  coloured,
  hollowNote,
  leftOutNote,
  levelsOf,
  pointOf,
  sizeOf,
} from './points.js';
import { chosen, greatest, labels, levelTicks, logAxis, logDomain, logTicks, sizeName } from './scales.js';

const title = 'Throughput over concurrency, with the Universal Scalability Law';
const mostPanels = 5;
const curvePoints = 40;

interface Fit {
  readonly finding: Finding;
  readonly rows: readonly SeriesRow[];
  /** Calls per second at so many clients. */
  readonly throughputAt: (clients: number) => number;
}

/** Measured points and the fitted curves of findings `usl.*`, a panel for each size. */
export function usl(view: View): Chart | undefined {
  const all = coloured(view).filter(({ row }) => row.throughput !== null);
  const fits = view.findings.flatMap((finding) => fitOf(finding, all) ?? []);
  const sizes = levelsOf(
    fits.flatMap(({ rows }) => rows),
    sizeOf,
  );
  const shown = chosen(sizes, mostPanels);
  const drawn = fits.filter(({ rows: [first] }) => first !== undefined && shown.includes(sizeOf(first)));
  const rows = drawn.flatMap((fit) => fit.rows);
  const points = rows.map((each): Datum => ({
    ...placeOf(each),
    ...pointOf(each),
    callsPerSecond: each.row.throughput,
  }));
  const curves = drawn.flatMap(curveOf);
  const levels = levelsOf(rows, clientsOf);
  const xDomain = logDomain(levels, 1.5);
  const yDomain = logDomain([...points, ...curves].map((datum) => Number(datum['callsPerSecond'])));
  if (xDomain === undefined || yDomain === undefined) return undefined;
  const width = panelWidth(shown.length);
  const data = [...points, ...curves];
  return {
    id: 'scalability',
    title,
    summary: `Throughput over the number of clients: points are measured, lines are the fitted law, one panel for each message size.${sentences(drawn.map(({ finding }) => finding.statement))}${hollowNote(rows)}${leftOutNote(view)}`,
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
        layer: (x, y) => [
          {
            transform: [{ filter: "datum.kind === 'curve'" }],
            mark: { type: 'line', strokeWidth: 1.8, clip: true },
            encoding: { x, y, stroke: seriesPaint(view) },
          },
          ...seriesLine(view, { x, y }).slice(1),
        ],
      }),
    ),
    data,
  };
}

/** Of Gunther (2007): X(N) = λN / (1 + σ(N - 1) + κN(N - 1)). */
function fitOf({ id, numbers, cells, ...rest }: Finding, all: readonly SeriesRow[]): Fit | undefined {
  const { sigma, kappa } = numbers;
  const rows = all.filter(({ row }) => cells.includes(row.cell.id));
  if (!id.startsWith('usl.') || sigma === undefined || kappa === undefined || rows.length < 2)
    return undefined;
  const shape = (clients: number): number =>
    clients / (1 + sigma * (clients - 1) + kappa * clients * (clients - 1));
  const lambda =
    numbers['lambda'] ??
    Math.exp(mean(rows.map((each) => Math.log((each.row.throughput ?? 1) / shape(clientsOf(each))))));
  return {
    finding: { id, numbers, cells, ...rest },
    rows,
    throughputAt: (clients) => lambda * shape(clients),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function curveOf({ rows, throughputAt }: Fit): readonly Datum[] {
  const [first] = rows;
  const most = greatest(rows.map(clientsOf));
  if (first === undefined) return [];
  return Array.from({ length: curvePoints + 1 }, (_, index): Datum => {
    const clients = most ** (index / curvePoints);
    return { kind: 'curve', ...placeOf(first), clients, callsPerSecond: throughputAt(clients) };
  }).filter((datum) => Number(datum['callsPerSecond']) > 0);
}

function placeOf(each: SeriesRow): { readonly series: string; readonly panel: string } {
  return { series: each.series, panel: sizeName(sizeOf(each)) };
}
