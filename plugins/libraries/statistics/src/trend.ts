import type { Launch } from '@wiretax/core';
import { defaultLevel, fewestLaunches, type Interval, type IntervalOptions } from './estimate.js';
import { meanOf, sumOfSquares } from './moments.js';
import type { Statistic } from './statistic.js';
import { studentFactor } from './student.js';

/** How a statistic of single launches moves from block to block. */
export interface Trend {
  /** What a block multiplies it by: 1.01 is a rise of 1 % a block. */
  readonly perBlock: number;
  /** Of `perBlock`; null under three launches. */
  readonly interval: Interval | null;
  readonly launches: number;
}

/**
 * A line through the logarithm of each launch's own statistic over its block, by least squares, with Student's t for its slope. Null
 * when fewer than two blocks have a positive value.
 */
export function trendOverBlocks(
  launches: readonly Launch[],
  statistic: Statistic,
  { level = defaultLevel }: IntervalOptions = {},
): Trend | null {
  const points = launches.flatMap((launch) => {
    const value = statistic([launch]);
    return value === null || value <= 0 ? [] : [{ block: launch.trial, log: Math.log(value) }];
  });
  const n = points.length;
  const blocks = points.map(({ block }) => block);
  const [centre, height] = [meanOf(blocks), meanOf(points.map(({ log }) => log))];
  const squares = sumOfSquares(blocks, centre);
  if (squares === 0) return null;
  const slope = points.reduce((sum, { block, log }) => sum + (block - centre) * (log - height), 0) / squares;
  const perBlock = Math.exp(slope);
  if (n < fewestLaunches) return { perBlock, interval: null, launches: n };
  const rest = points.reduce(
    (sum, { block, log }) => sum + (log - height - slope * (block - centre)) ** 2,
    0,
  );
  const half = studentFactor(level, n - 2) * Math.sqrt(rest / (n - 2) / squares);
  const interval = { low: Math.exp(slope - half), high: Math.exp(slope + half), level };
  return { perBlock, interval, launches: n };
}
