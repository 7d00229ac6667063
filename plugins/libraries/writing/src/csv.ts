export type CsvValue = string | number | bigint | boolean | null | undefined;

// The HTML report takes these functions into its page as they are written: they use nothing from outside but each other.

/** A header and lines, as `csvLine` writes them. */
export function csvTable(names: readonly string[], lines: readonly (readonly CsvValue[])[]): string {
  return [names, ...lines].map(csvLine).join('');
}

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

/**
 * A text as a field of CSV (RFC 4180): in quotes where needed, without what can't be seen, and with an apostrophe before
 * what a spreadsheet would run as a formula (OWASP, CSV injection), some after skipping spaces. Line ends and tabs stay.
 */
export function csvText(text: string): string {
  const seen = text.replace(
    /[\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\uFFFE\uFFFF]/gu,
    '',
  );
  const guarded = /^[\t\r\n]|^\s*[=+\-@＝＋－＠]/u.test(seen) ? `'${seen}` : seen;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
