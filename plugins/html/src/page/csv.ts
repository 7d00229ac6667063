import { csvText } from '@wiretax/core';

export type Cell = string | number | boolean | null;

/** What can be saved or shown line by line. */
export interface Sheet {
  readonly columns: readonly string[];
  readonly lines: readonly (readonly Cell[])[];
}

/** RFC 4180. */
export function sheetText(sheet: Sheet): string {
  const cellText = (value: Cell): string => {
    if (value === null) return '';
    return typeof value === 'string' ? csvText(value) : String(value);
  };
  return [sheet.columns, ...sheet.lines].map((line) => `${line.map(cellText).join(',')}\r\n`).join('');
}
