import type { JS } from '@duckdb/node-api';
import { visibleLine } from '@wiretax/core';
import { alignedLines, widthsOf } from '@wiretax/writing';
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
  const header = names.map(printable);
  const cells = shown.map((row) => row.map((value) => printable(textOf(value))));
  const rules = widthsOf([header, ...cells]).map((width) => '─'.repeat(width));
  const right = names.map((_, index) => shown.some((row) => isNumber(row[index] ?? null)));
  const lines = alignedLines([header, rules, ...cells], (column) => right[column] ?? false);
  yield `${lines.join('\n')}\n`;
  if (rows.length > mostRows) {
    yield `… the first ${String(mostRows)} rows; --format csv or json prints all\n`;
  }
}

function isNumber(value: JS): boolean {
  return typeof value === 'number' || typeof value === 'bigint';
}

function printable(text: string): string {
  return visibleLine(text, widest);
}
