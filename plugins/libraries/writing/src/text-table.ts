import { visibleLine } from '@wiretax/core';
import { columnsOf, padEnd, padStart } from './terminal-text.js';

export interface TextTableOptions {
  /** Columns that stand right; by default none does. */
  readonly isRight?: (column: number) => boolean;
  /** Characters of a text beyond which it is cut. Default: 500. */
  readonly longest?: number;
  /** Whether there are rules under the first row. */
  readonly ruled?: boolean;
}

/**
 * Rows as lines for a terminal: columns two spaces apart and as wide as their widest text, nothing behind the last one. Texts may be anything:
 * each is made one line that acts on no terminal.
 */
export function textTable(
  rows: readonly (readonly string[])[],
  { isRight = () => false, longest = 500, ruled = false }: TextTableOptions = {},
): readonly string[] {
  const texts = rows.map((row) => row.map((text) => visibleLine(text, longest)));
  const widths = widthsOf(texts);
  const rules = ruled ? [widths.map((width) => '─'.repeat(width))] : [];
  return [...texts.slice(0, 1), ...rules, ...texts.slice(1)].map((row) =>
    row
      .map((text, column) => (isRight(column) ? padStart : padEnd)(text, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** How many columns of a terminal the widest text of each column takes. */
function widthsOf(rows: readonly (readonly string[])[]): readonly number[] {
  const count = rows.reduce((most, row) => Math.max(most, row.length), 0);
  return Array.from({ length: count }, (_, column) =>
    rows.reduce((most, row) => Math.max(most, columnsOf(row[column] ?? '')), 0),
  );
}
