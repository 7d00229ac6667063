export type Cell = string | number | boolean | null;

/** What can be saved or shown line by line. */
export interface Sheet {
  readonly columns: readonly string[];
  readonly lines: readonly (readonly Cell[])[];
}

/** RFC 4180. A text that a spreadsheet would run as a formula gets an apostrophe before it. */
export function csvText(sheet: Sheet): string {
  const cellText = (value: Cell): string => {
    if (value === null) return '';
    if (typeof value !== 'string') return String(value);
    const text = value.replace(/[\p{Cf}\p{Cs}\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/gu, '');
    const guarded = /^[\t\r\n]|^\s*[=+\-@＝＋－＠]/u.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
  };
  return [sheet.columns, ...sheet.lines].map((line) => `${line.map(cellText).join(',')}\r\n`).join('');
}
