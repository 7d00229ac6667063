import { visible } from '@wiretax/core';

/** A block that shows its text literally, whatever is in it. */
export function codeBlock(text: string): string {
  const ticks = Math.max(2, ...[...text.matchAll(/`+/g)].map((run) => run[0].length)) + 1;
  const fence = '`'.repeat(ticks);
  return `${fence}\n${text
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map(visible)
    .join('\n')}\n${fence}`;
}

export interface Column<T> {
  readonly title: string;
  /** Numbers stand right. */
  readonly align: 'left' | 'right';
  text(item: T): string;
}

/** A table of what is already escaped. */
export function table<T>(columns: readonly Column<T>[], items: readonly T[]): string {
  const record = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    record(columns.map((column) => column.title)),
    record(columns.map((column) => (column.align === 'left' ? '---' : '--:'))),
    ...items.map((item) => record(columns.map((column) => column.text(item)))),
  ].join('\n');
}

export function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}
