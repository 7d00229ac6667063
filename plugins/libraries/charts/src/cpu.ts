import { formatDuration, type RowVitals } from '@wiretax/core';
import type { Chart, SeriesRow, View } from './chart.js';
import { framed, panelWidth } from './frame.js';
import { panels } from './panels.js';
import { colours, cpuColours, cpuParts } from './palette.js';
import { cellsOf, clientsOf, coloured, extremes, leftOutNote, levelsOf, sizeOf } from './points.js';
import { chosen, clientsName, labels, sizeName } from './scales.js';
import { barChannels, laidOut, longestBar, type Segment } from './stacked-bars.js';

const title = 'CPU time of a call, client and server';
const mostColumns = 4;
const mostRows = 5;

/** User and kernel time of both ends from the measured window: a column for each size, a row for each concurrency. */
export function cpu(view: View): Chart | undefined {
  const all = coloured(view).filter(({ row }) => row.client !== null || row.server !== null);
  const sizes = chosen(levelsOf(all, sizeOf), mostColumns);
  const levels = chosen(levelsOf(all, clientsOf), mostRows);
  const rows = all.filter((each) => sizes.includes(sizeOf(each)) && levels.includes(clientsOf(each)));
  if (rows.length === 0) return undefined;
  const data = laidOut(rows.flatMap(segmentsOf));
  const series = view.series.filter((label) => rows.some((each) => each.series === label));
  const { color, ...axes } = barChannels({
    parts: cpuParts,
    colours: cpuColours,
    series,
    endNs: longestBar(data),
    label: labels.ns,
    legendColumns: 4,
  });
  return {
    id: 'cpu',
    title,
    summary: `CPU time of a call by end and mode, from the measured window.${extremes('Client and server together at', rows, ({ client, server }) => formatDuration(totalOf(client) + totalOf(server)))}${leftOutNote(view)}`,
    cells: cellsOf(rows),
    spec: framed(
      title,
      panels({
        data,
        columns: { field: 'size', values: sizes.map(sizeName) },
        rows: { field: 'load', values: levels.map(clientsName) },
        width: panelWidth(sizes.length, 400),
        height: 15 * series.length,
        ...axes,
        layer: (x, y) => [
          {
            mark: { type: 'bar', stroke: colours.background, strokeWidth: 0.5 },
            encoding: { x, x2: { field: 'endNs' }, y, color },
          },
        ],
      }),
    ),
    data,
  };
}

function totalOf(vitals: RowVitals | null): number {
  return vitals === null ? 0 : vitals.userNsPerCall + vitals.systemNsPerCall;
}

function segmentsOf(each: SeriesRow): readonly Segment[] {
  const { row } = each;
  const times = [
    row.client?.userNsPerCall,
    row.client?.systemNsPerCall,
    row.server?.userNsPerCall,
    row.server?.systemNsPerCall,
  ];
  return cpuParts.map((part, index) => ({
    of: each,
    part,
    ns: times[index] ?? 0,
    more: { size: sizeName(sizeOf(each)), load: clientsName(clientsOf(each)) },
  }));
}
