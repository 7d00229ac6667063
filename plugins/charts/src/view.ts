import { formatSize, isStruck, mapStrings, type Results, type Row } from '@wiretax/core';
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
  return {
    rows: usable,
    series: [...new Set(labelled.map(({ series }) => series))].filter((series) => drawn.has(series)),
    findings: mapStrings(raw.findings, (text) => visible(text, longestStatement)),
    timelines: mapStrings(timelines, name),
  };
}

function replyOf({ cell: { size } }: Row): string {
  return size.replyBytes === size.requestBytes ? '' : `, reply ${formatSize(size.replyBytes)}`;
}

/** Vega keeps groups in plain objects, in which some names are taken. */
function name(text: string): string {
  const shown = visible(text, longestName);
  return shown in {} ? `“${shown}”` : shown;
}

/** One line without control characters and direction marks, and not endless. */
function visible(text: string, longest: number): string {
  const line = text
    .replace(/[\s\u2028\u2029]+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\uFFFE\uFFFF]/gu, '')
    .trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
