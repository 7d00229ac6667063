import type { Cell } from '@wiretax/core';
import type { Column } from './table.js';

/** The axes of a cell, which samples, trials and rows have alike. */
export const cellColumns: readonly Column<Cell>[] = [
  { name: 'transport', type: 'VARCHAR', of: ({ transport }) => transport.label },
  { name: 'request_bytes', type: 'BIGINT', of: ({ size }) => size.requestBytes },
  { name: 'reply_bytes', type: 'BIGINT', of: ({ size }) => size.replyBytes },
  { name: 'concurrency', type: 'BIGINT', of: ({ concurrency }) => concurrency },
  { name: 'flow', type: 'VARCHAR', of: ({ flow }) => flow.map(({ label }) => label).join('+') || 'none' },
  { name: 'codec', type: 'VARCHAR', of: ({ codec }) => codec.label },
  { name: 'link', type: 'VARCHAR', of: ({ link }) => link },
  { name: 'placement', type: 'VARCHAR', of: ({ placement }) => placement },
  { name: 'service_time', type: 'BIGINT', of: ({ serviceTimeNs }) => serviceTimeNs },
  { name: 'node', type: 'VARCHAR', of: ({ node }) => node.label },
];

/** The same of what has a cell, or of what has lost it. */
export function cellColumnsOf<Row>(cellOf: (row: Row) => Cell | undefined): readonly Column<Row>[] {
  return cellColumns.map(({ name, type, of }) => ({
    name,
    type,
    of: (row) => {
      const cell = cellOf(row);
      return cell === undefined ? null : of(cell);
    },
  }));
}
