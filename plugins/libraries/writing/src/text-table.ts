import { columnsOf, padEnd, padStart } from './terminal-text.js';

/** How many columns of a terminal the widest text of each column takes. */
export function widthsOf(rows: readonly (readonly string[])[]): readonly number[] {
  const count = rows.reduce((most, row) => Math.max(most, row.length), 0);
  return Array.from({ length: count }, (_, column) =>
    rows.reduce((most, row) => Math.max(most, columnsOf(row[column] ?? '')), 0),
  );
}

/**
 * Rows as lines: columns two spaces apart and as wide as their widest text, those that `isRight` names to the right, nothing behind the last
 * text. Texts must be such as may stand on a terminal.
 */
export function alignedLines(
  rows: readonly (readonly string[])[],
  isRight: (column: number) => boolean = () => false,
): readonly string[] {
  const widths = widthsOf(rows);
  return rows.map((row) =>
    row
      .map((text, column) => (isRight(column) ? padStart : padEnd)(text, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
