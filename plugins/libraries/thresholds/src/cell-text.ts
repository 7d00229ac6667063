import { formatDuration, longestToldNs, significant, type Threshold } from '@wiretax/core';
import type { CellOutcome } from './outcomes.js';

/** What a cell says to a threshold: its figure and interval, and why it can't be told where it can't. */
export function cellText(cell: CellOutcome, threshold: Threshold): string {
  const { interval, reason, launches } = cell;
  const known = knownText(cell, threshold);
  if (known === '') return reason ?? '';
  const range =
    interval === null
      ? ''
      : ` (${formatted(interval.low, threshold)} to ${formatted(interval.high, threshold)})`;
  if (reason !== null) return `${known}${range}, ${reason}`;
  return interval === null ? `${known}, no interval with ${count(launches)}` : `${known}${range}`;
}

function knownText({ value, beyondRange }: CellOutcome, threshold: Threshold): string {
  if (value !== null) return formatted(value, threshold);
  const isLatency = threshold.figure !== 'mean' && threshold.figure !== 'tailRatio';
  return beyondRange && isLatency ? `> ${formatDuration(longestToldNs)}` : '';
}

function count(launches: number): string {
  return launches === 1 ? 'one launch' : `${String(launches)} launches`;
}

function formatted(value: number, { figure }: Threshold): string {
  if (figure === 'throughput') return `${significant(value)}/s`;
  return figure === 'tailRatio' ? significant(value) : formatDuration(value);
}
