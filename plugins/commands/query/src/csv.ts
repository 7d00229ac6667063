import type { JS } from '@duckdb/node-api';
import { csvLine, type CsvValue } from '@wiretax/writing';
import type { Answer } from './database.js';
import { textOf } from './plain-value.js';

/** RFC 4180: a header, CRLF after every line, quotes where needed; null is empty. */
export async function* csvLines({ names, parts }: Answer): AsyncIterable<string> {
  yield csvLine(names);
  for await (const rows of parts) yield rows.map((row) => csvLine(row.map(fieldOf))).join('');
}

function fieldOf(value: JS): CsvValue {
  return typeof value === 'object' && value !== null ? textOf(value) : value;
}
