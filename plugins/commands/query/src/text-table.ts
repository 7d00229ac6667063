import type { JS } from '@duckdb/node-api';
import { textTable } from '@wiretax/writing';
import type { Answer } from './database.js';
import { textOf } from './plain-value.js';

const mostRows = 1000;
const widest = 80;

/** Columns side by side, numbers to the right. Shows a thousand rows at most, and says so. */
export async function* tableLines({ names, parts }: Answer): AsyncIterable<string> {
  const rows: (readonly JS[])[] = [];
  for await (const part of parts) {
    rows.push(...part);
    if (rows.length > mostRows) break;
  }
  const shown = rows.slice(0, mostRows);
  const cells = shown.map((row) => row.map(textOf));
  const right = names.map((_, index) => shown.some((row) => isNumber(row[index] ?? null)));
  const isRight = (column: number): boolean => right[column] ?? false;
  const lines = textTable([names, ...cells], { isRight, longest: widest, ruled: true });
  yield `${lines.join('\n')}\n`;
  if (rows.length > mostRows) {
    yield `… the first ${String(mostRows)} rows; --format csv or json prints all\n`;
  }
}

function isNumber(value: JS): boolean {
  return typeof value === 'number' || typeof value === 'bigint';
}
