import { formatDuration, longestToldNs, significant, type Threshold } from '@wiretax/core';
import type { CellOutcome, ThresholdOutcome } from './evaluate.js';

const mostCells = 5;

/** What became of each threshold, crossed ones first; under each the cells that matter. */
export function thresholdLines(outcomes: readonly ThresholdOutcome[]): readonly string[] {
  const order = ['crossed', 'open', 'held'] as const;
  return order.flatMap((outcome) => outcomes.filter((each) => each.outcome === outcome).flatMap(linesOf));
}

function linesOf({ threshold, outcome, cells }: ThresholdOutcome): readonly string[] {
  const start = `threshold ${threshold.text}`;
  if (cells.length === 0) return [`${start}: can't be told, as there is no such cell`];
  const crossed = cells.filter((cell) => cell.outcome === 'crossed');
  const open = cells.filter((cell) => cell.outcome === 'open');
  const of = `${String(cells.length)} ${cells.length === 1 ? 'cell' : 'cells'}`;
  switch (outcome) {
    case 'held':
      return [`${start}: held in ${of}${alone(cells)}`];
    case 'crossed':
      return [
        `${start}: crossed in ${String(crossed.length)} of ${of}`,
        ...shown([...crossed, ...open], threshold),
      ];
    case 'open':
      return [`${start}: can't be told in ${String(open.length)} of ${of}`, ...shown(open, threshold)];
  }
}

function alone(cells: readonly CellOutcome[]): string {
  return cells.some(({ interval }) => interval === null) ? ', without an interval in some' : '';
}

function shown(cells: readonly CellOutcome[], threshold: Threshold): readonly string[] {
  const lines = cells.slice(0, mostCells).map((cell) => `  ${cell.cell}: ${sentence(cell, threshold)}`);
  const left = cells.length - lines.length;
  return left > 0 ? [...lines, `  and ${String(left)} more`] : lines;
}

function sentence(cell: CellOutcome, threshold: Threshold): string {
  const { interval, outcome, reason, launches } = cell;
  const known = knownText(cell, threshold);
  const between =
    interval === null
      ? ''
      : ` (${formatted(interval.low, threshold)} to ${formatted(interval.high, threshold)})`;
  if (outcome === 'crossed') {
    return interval === null ? `${known}, no interval with ${count(launches)}` : `${known}${between}`;
  }
  return known === '' ? (reason ?? '') : `${known}${between}, ${reason ?? ''}`;
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
