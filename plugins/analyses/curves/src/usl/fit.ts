import { leastSquares, rateAt } from './least-squares.js';
import type { Law, Measured } from './law.js';
import { linearised } from './linearised.js';

export interface Fit extends Law {
  /** Coefficient of determination. */
  readonly r2: number;
}

/**
 * Least squares, σ and κ not below 0; undefined where that leads nowhere. The search begins where it is told to, or with the
 * linearised regression.
 */
export function fit(points: readonly Measured[], start?: Law): Fit | undefined {
  const usable = points.filter(({ x, rate }) => x > 0 && rate > 0 && Number.isFinite(rate));
  const [first] = usable;
  if (first === undefined || new Set(usable.map(({ x }) => x)).size < 3) return undefined;
  // In units of the first rate, so that all three parameters are of order one.
  const unit = first.rate / first.x;
  const begin = start ?? linearised(usable) ?? { lambda: unit, sigma: 0.5, kappa: 1e-4 };
  const scaled = usable.map(({ x, rate }) => ({ x, rate: rate / unit }));
  const { lambda, sigma, kappa } = leastSquares(scaled, { ...begin, lambda: begin.lambda / unit });
  const curve = { lambda: lambda * unit, sigma, kappa };
  const r2 = determination(usable, curve);
  return [lambda, sigma, kappa, r2].every(Number.isFinite) ? { ...curve, r2 } : undefined;
}

/** Calls in flight at the highest throughput; null when it grows for ever. */
export function peakOf({ sigma, kappa }: Law): number | null {
  if (sigma >= 1) return 1;
  return kappa <= 1e-12 ? null : Math.max(1, Math.sqrt((1 - sigma) / kappa));
}

function determination(points: readonly Measured[], curve: Law): number {
  const mean = points.reduce((sum, { rate }) => sum + rate, 0) / points.length;
  const total = points.reduce((sum, { rate }) => sum + (rate - mean) ** 2, 0);
  const rest = points.reduce((sum, { x, rate }) => sum + (rate - rateAt(curve, x)) ** 2, 0);
  return total === 0 ? 0 : 1 - rest / total;
}
