import { formatLevel, type Row, type Verdict } from '@wiretax/core';
import { fewestLaunches, type Interval } from './estimate.js';

const reserved: readonly Verdict[] = ['client-bound', 'unsteady'];

/** ` (client-bound: tcp.64B.c50)`: rows that were used and must be marked; empty when there are none. */
export function reservations(rows: readonly Row[]): string {
  const marks = reserved.flatMap((verdict) => {
    const marked = rows.filter((row) => row.verdicts.includes(verdict)).map((row) => row.cell.id);
    if (marked.length === 0) return [];
    const many =
      marked.length === rows.length ? 'all rows' : `${String(marked.length)} of ${String(rows.length)} rows`;
    return [`${verdict}: ${marked.length > 3 ? many : listed(marked)}`];
  });
  return marks.length === 0 ? '' : ` (${marks.join('; ')})`;
}

/** `a, b and c`. */
export function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

/** `95 % interval 3.1 to 4.2`, or that there is none and why. */
export function intervalWords(
  interval: Interval | null,
  launches: number,
  format: (value: number) => string,
): string {
  if (interval !== null) {
    return `${formatLevel(interval.level)} interval ${format(interval.low)} to ${format(interval.high)}`;
  }
  if (launches >= fewestLaunches) return 'no interval';
  return `${launches === 1 ? 'one launch' : `${String(launches)} launches`}, no interval`;
}

export function clients(count: number): string {
  return count === 1 ? '1 client' : `${String(count)} clients`;
}
