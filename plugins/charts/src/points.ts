import { formatDuration, type Row } from '@wiretax/core';
import type { Datum, SeriesRow, View } from './chart.js';
import { mostSeries } from './frame.js';
import { clientsName, sizeName } from './scales.js';

/** Rows of the series that have a colour of their own. */
export function coloured(view: View): readonly SeriesRow[] {
  const series = new Set(view.series.slice(0, mostSeries));
  return view.rows.filter((each) => series.has(each.series));
}

/** What every point says of its row. */
export function pointOf({ row, series }: SeriesRow): Datum {
  return {
    kind: 'point',
    cell: row.cell.id,
    series,
    bytes: row.cell.size.requestBytes,
    clients: row.cell.concurrency,
    verdict: row.verdict,
    marked: row.verdict === 'valid' ? 0 : 1,
  };
}

export const sizeOf = ({ row }: SeriesRow): number => row.cell.size.requestBytes;
export const clientsOf = ({ row }: SeriesRow): number => row.cell.concurrency;

/** Ascending, each once. */
export function levelsOf(rows: readonly SeriesRow[], of: (row: SeriesRow) => number): readonly number[] {
  return [...new Set(rows.map(of))].sort((a, b) => a - b);
}

export function cellsOf(rows: readonly SeriesRow[]): readonly string[] {
  return [...new Set(rows.map(({ row }) => row.cell.id))];
}

/** `64 KiB, 10 clients: tcp 51.2 µs, rest 80.1 µs`, for one place of the matrix. */
export function placeText(
  rows: readonly SeriesRow[],
  figure: (row: Row) => string | null,
): string | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  const { size, concurrency } = first.row.cell;
  const said = rows.flatMap(({ row, series }) => {
    const text = figure(row);
    return text === null ? [] : [`${series} ${text}`];
  });
  return said.length === 0
    ? undefined
    : `${sizeName(size.requestBytes)} and ${clientsName(concurrency)}: ${said.join(', ')}`;
}

/** The places with the smallest size and load and with the largest, in words. */
export function extremes(rows: readonly SeriesRow[], figure: (row: Row) => string | null): string {
  const at = (size: number | undefined, clients: number | undefined): readonly SeriesRow[] =>
    rows.filter((each) => sizeOf(each) === size && clientsOf(each) === clients);
  const sizes = levelsOf(rows, sizeOf);
  const levels = levelsOf(rows, clientsOf);
  const texts = [
    placeText(at(sizes[0], levels[0]), figure),
    placeText(at(sizes.at(-1), levels.at(-1)), figure),
  ].flatMap((text) => text ?? []);
  return [...new Set(texts)].map((text) => `${text}.`).join(' ');
}

export function durationOrNull(ns: number | null): string | null {
  return ns === null ? null : formatDuration(ns);
}

/** What hollow marks mean, where there are any. */
export function hollowNote(rows: readonly SeriesRow[]): string {
  const verdicts = [...new Set(rows.flatMap(({ row }) => row.verdicts))].filter(
    (verdict) => verdict !== 'valid',
  );
  return verdicts.length === 0 ? '' : ` Hollow marks are rows with a verdict: ${verdicts.join(', ')}.`;
}

/** Says which series are not drawn. */
export function leftOutNote({ series }: View): string {
  const rest = series.length - mostSeries;
  return rest > 0 ? ` ${String(rest)} further series are not drawn.` : '';
}
