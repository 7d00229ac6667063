/** One line of text that Markdown (CommonMark with GitHub's extensions) shows as it is, in prose and in tables. */
export function escaped(text: string): string {
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

/** Without control characters and direction marks; line ends count as spaces. */
function visible(text: string): string {
  return text.replace(/[\t\r\n\u2028\u2029]/g, ' ').replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '');
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
