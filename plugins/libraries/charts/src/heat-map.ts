import { formatDuration, significant } from '@wiretax/core';
import { counted } from '@wiretax/writing';
import type { Chart, Datum, SeriesRow, View } from './chart.js';
import { framed } from './frame.js';
import { grouped } from './grouped.js';
import { colours, heatColours, lightTextFrom } from './palette.js';
import { panels } from './panels.js';
import { cellsOf, clientsOf, coloured, leftOutNote, levelsOf, sizeOf } from './points.js';
import { clientsName, sizeName } from './scales.js';
import { type Figure, latencyShades, ratioShades } from './shades.js';

const mostColumns = 13;
const mostWidth = 1040;
/** What the axis of a panel takes beside it, px. */
const axisRoom = 70;

/** Of the cells, so that a percentile is shown. */
const leastTold = 0.9;

/**
 * P99 in every cell of the matrix, or P50 where too many have none; a panel for each series. Shades are classes, so that a legend can name
 * them.
 */
export function heatMap(view: View): Chart | undefined {
  const measured = coloured(view).filter(({ row }) => row.response.p50 !== null);
  const withP99 = measured.filter(({ row }) => row.response.p99 !== null);
  const isP99 = withP99.length >= measured.length * leastTold;
  const [rows, figure]: readonly [readonly SeriesRow[], Figure] = isP99
    ? [withP99, figures.p99]
    : [measured, figures.p50];
  const sizes = levelsOf(rows, sizeOf);
  const levels = levelsOf(rows, clientsOf);
  if (!isMatrix(rows) || sizes.length > mostColumns) return undefined;
  const series = view.series.filter((label) => rows.some((each) => each.series === label));
  const shades = series.length > 1 ? ratioShades(rows, figure) : latencyShades(rows, figure);
  const title =
    series.length > 1
      ? `${figure.name} across the matrix, against the best`
      : `${figure.name} of response time across the matrix`;
  const data = rows.map((each): Datum => {
    const shade = shades.classOf(each);
    return {
      kind: 'cell',
      cell: each.row.cell.id,
      series: each.series,
      size: sizeName(sizeOf(each)),
      clients: clientsOf(each),
      percentile: figure.name,
      valueNs: figure.of(each),
      timesBest: shades.timesBest(each),
      label: formatDuration(figure.of(each)),
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
    caption: `${isP99 ? '' : `P50, as ${counted(measured.length - withP99.length, 'cell has', 'cells have')} too few calls for a P99. `}${shades.caption}${leftOutNote(view)}`,
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
        told: toldCell,
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

/** Whether a line of it has two cells, and a column: two corners alone are none. */
function isMatrix(rows: readonly SeriesRow[]): boolean {
  const hasTwo = (lineOf: (row: SeriesRow) => number, along: (row: SeriesRow) => number): boolean =>
    [...grouped(rows, lineOf).values()].some((line) => levelsOf(line, along).length > 1);
  return hasTwo(clientsOf, sizeOf) && hasTwo(sizeOf, clientsOf);
}

function toldCell({ series, size, clients, percentile, label, timesBest }: Datum): string {
  const place = `${String(series)}, ${String(size)}, ${clientsName(Number(clients))}`;
  const times =
    timesBest === null
      ? ''
      : timesBest === 1
        ? ', the best'
        : `, ${significant(Number(timesBest))}× the best`;
  return `${place}: ${String(percentile)} ${String(label)}${times}`;
}

const figures = {
  p50: { name: 'P50', of: ({ row }) => row.response.p50 ?? 0 },
  p99: { name: 'P99', of: ({ row }) => row.response.p99 ?? 0 },
} as const satisfies Readonly<Record<string, Figure>>;
