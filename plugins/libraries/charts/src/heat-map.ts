import { formatDuration } from '@wiretax/core';
import type { Chart, Datum, SeriesRow, View } from './chart.js';
import { framed } from './frame.js';
import { grouped } from './grouped.js';
import { colours, heatColours, lightTextFrom } from './palette.js';
import { panels } from './panels.js';
import { cellsOf, clientsOf, coloured, leftOutNote, levelsOf, sizeOf } from './points.js';
import { clientsName, greatest, least, sizeName } from './scales.js';

const mostColumns = 13;
const mostWidth = 1040;
/** What the axis of a panel takes beside it, px. */
const axisRoom = 70;

/** P99 in every cell of the matrix, a panel for each series; shades are classes, so that a legend can name them. */
export function heatMap(view: View): Chart | undefined {
  const rows = coloured(view).filter(({ row }) => row.response.p99 !== null);
  const sizes = levelsOf(rows, sizeOf);
  const levels = levelsOf(rows, clientsOf);
  if (sizes.length < 2 || levels.length < 2 || sizes.length > mostColumns) return undefined;
  const series = view.series.filter((label) => rows.some((each) => each.series === label));
  const shades = series.length > 1 ? ratioShades(rows) : latencyShades(rows);
  const title =
    series.length > 1 ? 'P99 across the matrix, against the best' : 'P99 of response time across the matrix';
  const data = rows.map((each): Datum => {
    const shade = shades.classOf(each);
    return {
      kind: 'cell',
      cell: each.row.cell.id,
      series: each.series,
      size: sizeName(sizeOf(each)),
      clients: clientsOf(each),
      p99Ns: each.row.response.p99,
      timesBest: shades.timesBest(each),
      label: formatDuration(p99Of(each)),
      shade: shades.names[shade] ?? '',
      dark: shade >= lightTextFrom ? 1 : 0,
    };
  });
  const side = sizes.length > 8 ? 52 : 54;
  const across = Math.max(
    1,
    Math.min(series.length, Math.floor(mostWidth / (sizes.length * side + axisRoom))),
  );
  const axes = {
    x: {
      field: 'size',
      type: 'ordinal',
      title: 'message size',
      scale: { domain: sizes.map(sizeName) },
      axis: { labelAngle: 0, labelFlush: false },
    },
    y: { field: 'clients', type: 'ordinal', title: 'clients', scale: { domain: levels } },
  };
  return {
    id: 'matrix',
    title,
    summary: `${title}: a panel for each series, a column for each message size, a row for each number of clients. ${shades.text}${leftOutNote(view)}`,
    cells: cellsOf(rows),
    spec: framed(
      title,
      panels({
        data,
        columns: { field: 'series', values: series },
        across,
        width: sizes.length * side,
        height: 28 * levels.length,
        ...axes,
        layer: (x, y) => [
          {
            mark: { type: 'rect', stroke: colours.background, strokeWidth: 1.5 },
            encoding: {
              x,
              y,
              color: {
                field: 'shade',
                type: 'ordinal',
                title: shades.legend,
                scale: { domain: shades.names, range: heatColours.slice(0, shades.names.length) },
                legend: { columns: 6, symbolType: 'square', symbolSize: 140, symbolStrokeWidth: 0 },
              },
            },
          },
          {
            mark: { type: 'text', fontSize: 10.5 },
            encoding: {
              x,
              y,
              text: { field: 'label' },
              color: { condition: { test: 'datum.dark', value: colours.lightText }, value: colours.darkText },
            },
          },
        ],
      }),
    ),
    data,
  };
}

interface Shades {
  readonly legend: string;
  readonly names: readonly string[];
  readonly text: string;
  classOf(row: SeriesRow): number;
  timesBest(row: SeriesRow): number | null;
}

const ratioLimits = [1, 1.5, 2, 4, 8];
const ratioNames = ['best', 'to 1.5×', 'to 2×', 'to 4×', 'to 8×', 'more'];

function ratioShades(rows: readonly SeriesRow[]): Shades {
  const places = grouped(rows, placeOf);
  const best = new Map([...places].map(([place, all]) => [place, least(all.map(p99Of))]));
  const timesBest = (each: SeriesRow): number =>
    Number((p99Of(each) / (best.get(placeOf(each)) ?? 1)).toPrecision(4));
  const wins = [
    ...grouped(
      rows.filter((each) => timesBest(each) === 1),
      ({ series }) => series,
    ),
  ];
  const said = wins.map(([series, won]) => `${series} has the lowest P99 in ${String(won.length)}`);
  return {
    legend: 'P99 over the best at the same size and number of clients',
    names: ratioNames,
    text: `Of ${String(places.size)} combinations, ${said.join(', ')}.`,
    timesBest,
    classOf: (each) => classIn(ratioLimits, timesBest(each)),
  };
}

function latencyShades(rows: readonly SeriesRow[]): Shades {
  const values = rows.map(p99Of);
  const [low, high] = [least(values), greatest(values)];
  const limits = [1, 2, 3, 4, 5].map((part) => low * (high / low) ** (part / 6));
  return {
    legend: 'P99',
    names: [...limits.map((limit) => `to ${formatDuration(limit)}`), `to ${formatDuration(high)} `],
    text: `From ${formatDuration(low)} to ${formatDuration(high)}.`,
    timesBest: () => null,
    classOf: (each) => classIn(limits, p99Of(each)),
  };
}

function classIn(limits: readonly number[], value: number): number {
  const index = limits.findIndex((limit) => value <= limit);
  return index === -1 ? limits.length : index;
}

function p99Of({ row }: SeriesRow): number {
  return row.response.p99 ?? 0;
}

function placeOf(each: SeriesRow): string {
  return `${sizeName(sizeOf(each))} ${clientsName(clientsOf(each))}`;
}
