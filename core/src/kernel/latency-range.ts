import type { Latency } from '../contract/measured.js';
import { formatDuration } from './units.js';

/** The longest latency that histograms tell apart, ns: 2^36 - 1, about 68.7 s. */
export const longestToldNs = 2 ** 36 - 1;

export const quantiles = { p50: 0.5, p90: 0.9, p99: 0.99, p999: 0.999, p9999: 0.9999 } as const;

/** Percentiles, and extremes, which runs of 0.1.0 don't know beyond the range either. */
export type RangedFigure = keyof typeof quantiles | 'min' | 'max';

/** A quantile needs ten samples beyond it: n ≥ 10 / (1 - q). */
export function supports(count: number, quantile: number): boolean {
  // Rounded, as 1 - 0.9 is a little less than 0.1.
  return count >= Math.round(10 / (1 - quantile));
}

/** How many values, the shortest first, it takes to reach a quantile of so many. */
export function rankOf(count: number, quantile: number): number {
  // Rounded up, but not because of the last digit of a product.
  return Math.ceil(quantile * count * (1 - 2 ** -50));
}

/** Whether a quantile is one of those values, the longest of all, that lie beyond the range. */
export function isInOverflow(count: number, overflow: number, quantile: number): boolean {
  return overflow > 0 && rankOf(count, quantile) > count - overflow;
}

/** Whether a figure is null because it is longer than `longestToldNs`, and not for want of calls. */
export function isBeyondRange(latency: Latency, figure: RangedFigure): boolean {
  const { count, overflow } = latency;
  if (latency[figure] !== null || overflow === 0) return false;
  if (figure === 'min' || figure === 'max') return true;
  return supports(count, quantiles[figure]) && isInOverflow(count, overflow, quantiles[figure]);
}

/**
 * A figure as `format` writes it, `> 68.7 s` where it lies beyond the range, undefined where the sample doesn't support it: what every
 * reporter shows.
 */
export function latencyText(
  latency: Latency,
  figure: RangedFigure,
  format: (ns: number) => string,
): string | undefined {
  const value = latency[figure];
  if (value !== null) return format(value);
  return isBeyondRange(latency, figure) ? beyondRangeText : undefined;
}

/** `> 68.7 s`. */
export const beyondRangeText = `> ${formatDuration(longestToldNs)}`;
