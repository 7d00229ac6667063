import { visible } from '@wiretax/core';

/** One line of text that Markdown (CommonMark with GitHub's extensions) shows as it is, in prose and in tables. */
export function markdownText(text: string): string {
  return visible(text)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>|~&$]/g, '\\$&')
    .replace(/^(?:[#+=-]|\d+(?=[.)](?:\s|$)))/, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`))
    .replace(/:\/\/|www\.|@/gi, (link) => (link === '@' ? '\\@' : `${link.slice(0, -1)}\\${link.slice(-1)}`));
}

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
  return [
    record(columns.map((column) => column.title)),
    record(columns.map((column) => (column.align === 'left' ? '---' : '--:'))),
    ...items.map((item) => record(columns.map((column) => column.text(item)))),
  ].join('\n');
}

/** A line of a table, of what is already escaped. */
export function record(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

export function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}
