import type { JS } from '@duckdb/node-api';
import { visibleLine } from '@wiretax/core';
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
  const widths = header.map((name, index) =>
    cells.reduce((width, row) => Math.max(width, columnsOf(row[index] ?? '')), columnsOf(name)),
  );
  const right = names.map((_, index) => shown.some((row) => isNumber(row[index] ?? null)));
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, index) => padded(text, widths[index] ?? 0, right[index] ?? false))
      .join('  ')
      .trimEnd();
  yield `${[header, widths.map((width) => '─'.repeat(width)), ...cells].map(line).join('\n')}\n`;
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

function columnsOf(text: string): number {
  return Array.from(text).length;
}

function padded(text: string, width: number, right: boolean): string {
  const space = ' '.repeat(Math.max(0, width - columnsOf(text)));
  return right ? space + text : text + space;
}
