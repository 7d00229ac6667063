import { csvText } from '@wiretax/core';

export type Value = string | number | boolean | null | undefined;
export type Field = readonly [name: string, value: Value];

/** One line of a sheet. All lines have the same `fixed` names in the same order; `further` are what some have. */
interface Line {
  readonly fixed: readonly Field[];
  readonly further: readonly Field[];
}

export interface Sheet {
  /** The fixed names, for a sheet without lines. */
  readonly names: readonly string[];
  readonly lines: readonly Line[];
}

/** RFC 4180: a header, CRLF after every line, quotes where needed. Further columns are in alphabetical order. */
export function sheetText({ names, lines }: Sheet): string {
  const further = [...new Set(lines.flatMap((line) => line.further.map(([name]) => name)))].sort();
  const records = lines.map((line) => {
    const values = new Map(line.further);
    return [...line.fixed.map(([, value]) => value), ...further.map((name) => values.get(name))];
  });
  return [[...names, ...further], ...records]
    .map((record) => `${record.map(cellText).join(',')}\r\n`)
    .join('');
}

/** Empty for what was not measured or is not a number. */
export function cellText(value: Value): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  if (typeof value === 'boolean') return String(value);
  return csvText(value);
}
