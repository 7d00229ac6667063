import type { Row } from '@wiretax/core';
import { columnsOf, padEnd, padStart } from '@wiretax/writing';
import type { Column } from './columns.js';

/** Columns with the widths that all tables of a run share. */
export interface Layout {
  readonly columns: readonly Column[];
  readonly widths: readonly number[];
  /** Spaces before each column. */
  readonly gaps: readonly number[];
  /** What did not fit. */
  readonly left: readonly string[];
}

/**
 * Fits the columns into a width; 0 is as wide as they need. Spaces go first, then columns in their order
 * of going, a whole number at a time.
 */
export function fit(columns: readonly Column[], rows: readonly Row[], width: number): Layout {
  const orders = [...new Set(columns.flatMap((column) => column.goes ?? []))].sort((a, b) => a - b);
  let layout = place(columns, rows, 2);
  for (let gone = 0; width > 0 && gone <= orders.length; gone += 1) {
    const kept = columns.filter(
      (column) => column.goes === undefined || !orders.slice(0, gone).includes(column.goes),
    );
    const left = namesOf(columns, kept);
    for (const gap of [2, 1]) {
      layout = { ...place(kept, rows, gap), left };
      if (total(layout) <= width) return layout;
    }
  }
  return layout;
}

function place(columns: readonly Column[], rows: readonly Row[], gap: number): Layout {
  const widths = columns.map((column) =>
    Math.max(columnsOf(column.title), ...rows.map((row) => columnsOf(column.text(row)))),
  );
  const gaps = columns.map((_column, index) => (index === 0 ? 0 : sameBand(columns, index) ? gap : 2));
  // A heading that is wider than its columns widens the first of them.
  for (const [start, end] of bands(columns)) {
    const short = columnsOf(columns[start]?.band ?? '') - span(widths, gaps, start, end);
    if (short > 0) widths[start] = (widths[start] ?? 0) + short;
  }
  return { columns, widths, gaps, left: [] };
}

/** Where each band starts and ends, ends included. A column without a heading is a band of its own. */
function bands(columns: readonly Column[]): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  for (const index of columns.keys()) {
    const last = found.at(-1);
    if (last !== undefined && sameBand(columns, index)) last[1] = index;
    else found.push([index, index]);
  }
  return found;
}

function sameBand(columns: readonly Column[], index: number): boolean {
  return columns[index]?.band !== '' && columns[index]?.band === columns[index - 1]?.band;
}

function span(widths: readonly number[], gaps: readonly number[], start: number, end: number): number {
  let columns = 0;
  for (let at = start; at <= end; at += 1) columns += (widths[at] ?? 0) + (at > start ? (gaps[at] ?? 0) : 0);
  return columns;
}

function total(layout: Layout): number {
  return span(layout.widths, layout.gaps, 0, layout.widths.length - 1);
}

/** The headings above the titles, each in rules that show what it spans. */
export function bandLine({ columns, widths, gaps }: Layout): string {
  return bands(columns)
    .map(([start, end]) => {
      const width = span(widths, gaps, start, end);
      const band = columns[start]?.band ?? '';
      const rules = width - columnsOf(band) - 2;
      const text =
        band === '' || rules < 2
          ? padStart(band, width)
          : `${'─'.repeat(Math.floor(rules / 2))} ${band} ${'─'.repeat(Math.ceil(rules / 2))}`;
      return ' '.repeat(gaps[start] ?? 0) + text;
    })
    .join('')
    .trimEnd();
}

export function titleLine(layout: Layout): string {
  return line(
    layout,
    layout.columns.map((column) => column.title),
  )
    .join('')
    .trimEnd();
}

/** One padded text a column, with the space before it. */
export function line({ columns, widths, gaps }: Layout, texts: readonly string[]): readonly string[] {
  return columns.map((column, index) => {
    const pad = column.align === 'left' ? padEnd : padStart;
    return ' '.repeat(gaps[index] ?? 0) + pad(texts[index] ?? '', widths[index] ?? 0);
  });
}

/** What to call the columns that are not among those kept: their band, if all of it has gone. */
function namesOf(columns: readonly Column[], kept: readonly Column[]): readonly string[] {
  const bands = new Set(kept.map((column) => column.band));
  const gone = columns.filter((column) => !kept.includes(column));
  return [...new Set(gone.map(({ band, title }) => (bands.has(band) ? title : band)))];
}
