import type { JS } from '@duckdb/node-api';
import type { Answer } from './database.js';
import { textOf } from './plain-value.js';

/** RFC 4180: a header, CRLF after every line, quotes where needed; null is empty. */
export async function* csvLines({ names, parts }: Answer): AsyncIterable<string> {
  yield line(names);
  for await (const rows of parts) yield rows.map(line).join('');
}

function line(values: readonly JS[]): string {
  return `${values.map(cellText).join(',')}\r\n`;
}

function cellText(value: JS): string {
  const text = typeof value === 'string' ? guarded(value) : textOf(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A spreadsheet would run a text that begins like this as a formula; the apostrophe makes it text. */
function guarded(text: string): string {
  return /^[\t\r\n]|^\s*[=+\-@＝＋－＠]/u.test(text) ? `'${text}` : text;
}
