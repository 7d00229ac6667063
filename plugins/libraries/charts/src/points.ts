import { formatDuration, type Row } from '@wiretax/core';
import type { Datum, SeriesRow, View } from './chart.js';
import { mostSeries } from './frame.js';
import { grouped } from './grouped.js';
import { chosen, clientsName, sizeName } from './scales.js';

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

/**
 * The panels of a chart, at most so many, and their rows: those with more than one level along the axis, so that there is a line to
 * draw.
 */
export function faceted(
  rows: readonly SeriesRow[],
  panelOf: (row: SeriesRow) => number,
  along: (row: SeriesRow) => number,
  most: number,
): { readonly shown: readonly number[]; readonly rows: SeriesRow[] } {
  const byPanel = grouped(rows, panelOf);
  const drawn = [...byPanel].filter(([, own]) => levelsOf(own, along).length > 1).map(([panel]) => panel);
  const shown = chosen(
    drawn.sort((a, b) => a - b),
    most,
  );
  return { shown, rows: shown.flatMap((panel) => byPanel.get(panel) ?? []) };
}

export function cellsOf(rows: readonly SeriesRow[]): readonly string[] {
  return [...new Set(rows.map(({ row }) => row.cell.id))];
}

/** `64 KiB, 10 clients: tcp 51.2 µs, rest 80.1 µs`, for one place of the matrix. */
function placeText(rows: readonly SeriesRow[], figure: (row: Row) => string | null): string | undefined {
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

/** ` P99 at 64 B and 1 client: ….`: the places with the smallest size and load and with the largest that have the figure. */
export function extremes(
  lead: string,
  rows: readonly SeriesRow[],
  figure: (row: Row) => string | null,
): string {
  const texts = places(rows).flatMap((place) => placeText(place, figure) ?? []);
  const ends = [...new Set([...texts.slice(0, 1), ...texts.slice(-1)])];
  return ends.length === 0 ? '' : ` ${lead} ${ends.map((text) => `${text}.`).join(' ')}`;
}

/** Rows of the same size and load together, by size, then load. */
export function places(rows: readonly SeriesRow[]): readonly (readonly SeriesRow[])[] {
  const ascending = rows.toSorted((a, b) => sizeOf(a) - sizeOf(b) || clientsOf(a) - clientsOf(b));
  return [...grouped(ascending, (each) => `${String(sizeOf(each))} ${String(clientsOf(each))}`).values()];
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

/** What bars and rings are, where there are any: `; bars are intervals over launches`. */
export function drawnSigns(data: readonly Datum[]): string {
  const hasBars = data.some((datum) => (datum['lowNs'] ?? datum['lowRatio'] ?? null) !== null);
  const hasRings = data.some(({ kind }) => kind === 'mark');
  const signs = [
    ...(hasBars ? ['bars are intervals over launches'] : []),
    ...(hasRings ? ['rings are what findings mark'] : []),
  ];
  return signs.length === 0 ? '' : `; ${signs.join(', ')}`;
}

/** The same in short, for captions. */
export function hollowSign(rows: readonly SeriesRow[]): string {
  return rows.some(({ row }) => row.verdict !== 'valid') ? ' Hollow: with a verdict.' : '';
}

/** Says which series are not drawn. */
export function leftOutNote({ series }: View): string {
  const rest = series.length - mostSeries;
  return rest > 0 ? ` ${String(rest)} further series are not drawn.` : '';
}
