import { csvLine } from '@wiretax/writing';

export type Cell = string | number | boolean | null;

/** What can be saved or shown line by line. */
export interface Sheet {
  readonly columns: readonly string[];
  readonly lines: readonly (readonly Cell[])[];
}

/** RFC 4180. */
export function sheetText(sheet: Sheet): string {
  return [sheet.columns, ...sheet.lines].map(csvLine).join('');
}
