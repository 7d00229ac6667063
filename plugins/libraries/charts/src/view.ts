import { formatSize, type Results, type Row, visibleLine } from '@wiretax/core';
import { isStruck, mapStrings } from '@wiretax/core/record';
import { seriesOver } from '@wiretax/statistics';
import type { ChartExtras, SeriesRow, View } from './chart.js';

const longestName = 200;
const longestStatement = 2000;

export function viewOf(raw: Results, { timelines = [] }: ChartExtras = {}): View {
  const { rows } = mapStrings({ rows: raw.rows }, name);
  const labelled = seriesOver(rows, 'size').flatMap(({ label, points }) =>
    points.map(({ row }): SeriesRow => ({ row, series: label + replyOf(row) })),
  );
  const usable = labelled.filter(({ row }) => !isStruck(row));
  const drawn = new Set(usable.map(({ series }) => series));
  const series = [...new Set(labelled.map((each) => each.series))].filter((label) => drawn.has(label));
  return {
    rows: usable,
    series,
    looks: series.map((_, index) => ({ colour: index, form: index })),
    findings: mapStrings(raw.findings, (text) => visibleLine(text, longestStatement)),
    timelines: mapStrings(timelines, name),
  };
}

function replyOf({ cell: { size } }: Row): string {
  return size.replyBytes === size.requestBytes ? '' : `, reply ${formatSize(size.replyBytes)}`;
}

/** Vega keeps groups in plain objects, in which some names are taken. */
function name(text: string): string {
  const shown = visibleLine(text, longestName);
  return shown in {} ? `“${shown}”` : shown;
}
