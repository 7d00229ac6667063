import type { JS } from '@duckdb/node-api';
import { csvText } from '@wiretax/core';
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
  if (typeof value === 'string') return csvText(value);
  // A number may begin with a minus.
  const text = textOf(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
