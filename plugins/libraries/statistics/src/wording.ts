import { formatLevel } from '@wiretax/core';
import { fewestLaunches, type Interval } from './estimate.js';

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
