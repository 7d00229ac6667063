import { formatDuration, type Results, type Row } from '@wiretax/core';
import { axisValue, impliedClients, isClosed } from '@wiretax/core/record';
import { figure, percentText } from '@wiretax/writing';
import type { Entry } from './header.js';

interface Check {
  readonly row: Row;
  readonly implied: number;
  /** Distance from the concurrency, as a share of it. */
  readonly off: number;
}

/** With flow control: what the wait does to response time, and the proof that none of it is hidden. */
export function flowCheck({ rows }: Results): readonly Entry[] {
  const waiting = rows.filter((row) => row.cell.flow.length > 0);
  if (waiting.length === 0) return [];
  const entries = [
    {
      name: 'flow control',
      text: 'response includes the wait for a permit, service does not: a limit moves the queue, it does not remove it',
    },
  ];
  // Only closed load keeps the number of callers in the system constant.
  const checks = waiting
    .filter(({ cell }) => isClosed(cell))
    .flatMap((row): Check[] => {
      const implied = impliedClients(row);
      const clients = row.cell.concurrency;
      return implied === null ? [] : [{ row, implied, off: Math.abs(implied - clients) / clients }];
    });
  const worst = checks.toSorted((a, b) => b.off - a.off)[0];
  return worst === undefined
    ? entries
    : [...entries, { name: "Little's law", text: little(worst, checks.length) }];
}

function little({ row, implied, off }: Check, checked: number): string {
  const { cell, throughput, response } = row;
  const which = [cell.transport.label, axisValue(cell, 'size'), axisValue(cell, 'flow')].join(' ');
  const equation =
    `${figure(throughput)} calls/s × ${formatDuration(response.mean ?? 0)} mean response = ` +
    `${figure(implied)} of ${String(cell.concurrency)} clients (${which})`;
  const outcome =
    off > 0.05
      ? `off by ${percentText(off)}: part of the time is not accounted for, do not trust these rows`
      : checked === 1
        ? 'accounts for all of them'
        : `the furthest off of ${String(checked)} rows`;
  return `clients = throughput × mean response: ${equation}; ${outcome}`;
}
