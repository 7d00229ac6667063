import type { Drift, Timeline } from '../../contract/measured.js';

const blocks = 20;

/**
 * By how much the rate of completed calls has changed from one end of a window to the other, by a straight line through
 * the counts of twenty equal parts, with its standard error, in which noise that lasts counts for less data (first-order
 * autocorrelation). Null where fewer than twenty slices tell nothing.
 */
export function driftOf({ calls, sliceNs }: Timeline, durationNs: number): Drift | null {
  const length = Math.floor(Math.min(calls.length, durationNs / sliceNs) / blocks);
  if (length < 1) return null;
  const counts = Array.from({ length: blocks }, (_, block) =>
    calls.slice(block * length, (block + 1) * length).reduce((sum, count) => sum + count, 0),
  );
  const mean = counts.reduce((sum, count) => sum + count, 0) / blocks;
  if (mean === 0) return null;
  const middle = (blocks - 1) / 2;
  const spread = counts.reduce((sum, _, index) => sum + (index - middle) ** 2, 0);
  const slope = counts.reduce((sum, count, index) => sum + (index - middle) * count, 0) / spread;
  const errors = counts.map((count, index) => count - mean - slope * (index - middle));
  const squares = errors.reduce((sum, error) => sum + error * error, 0);
  const products = errors.reduce((sum, error, index) => sum + error * (errors[index - 1] ?? 0), 0);
  const rho = squares === 0 ? 0 : Math.min(0.9, Math.max(0, products / squares));
  const variance = (squares / (blocks - 2)) * ((1 + rho) / (1 - rho));
  const across = blocks / mean;
  return { change: slope * across, error: Math.sqrt(variance / spread) * across };
}
