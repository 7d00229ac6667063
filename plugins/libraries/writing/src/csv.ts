import { csvText } from '@wiretax/core';

export type CsvValue = string | number | bigint | boolean | null | undefined;

/** A line of CSV (RFC 4180): quotes where needed, CRLF at its end, and no text that a spreadsheet would run. */
export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(csvField).join(',')}\r\n`;
}

/** Empty for what was not measured or is not a number. */
export function csvField(value: CsvValue): string {
  if (typeof value === 'string') return csvText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  return String(value ?? '');
}
