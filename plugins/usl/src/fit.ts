import { levenbergMarquardt } from 'ml-levenberg-marquardt';
import type { Law, Measured } from './law.js';
import { linearised } from './linearised.js';

export interface Fit extends Law {
  /** Coefficient of determination. */
  readonly r2: number;
}

/**
 * Least squares by Levenberg and Marquardt, σ and κ not below 0; undefined where that leads nowhere. It begins where it is told to, or
 * with the linearised regression.
 */
export function fit(points: readonly Measured[], start?: Law): Fit | undefined {
  const usable = points.filter(({ x, rate }) => x > 0 && rate > 0 && Number.isFinite(rate));
  const [first] = usable;
  if (first === undefined || new Set(usable.map(({ x }) => x)).size < 3) return undefined;
  // In units of the first rate, so that all three parameters are of order one.
  const unit = first.rate / first.x;
  const begin = start ?? linearised(usable) ?? { lambda: unit, sigma: 0.5, kappa: 1e-4 };
  try {
    const { parameterValues } = levenbergMarquardt(
      { x: usable.map(({ x }) => x), y: usable.map(({ rate }) => rate / unit) },
      ([lambda = 1, sigma = 0, kappa = 0]) =>
        (x) =>
          rateAt({ lambda, sigma, kappa }, x),
      {
        initialValues: [begin.lambda / unit, begin.sigma, begin.kappa],
        minValues: [1e-6, 0, 0],
        maxValues: [1e3, 1e3, 10],
        gradientDifference: 1e-6,
        damping: 0.1,
        maxIterations: start === undefined ? 100 : 12,
        errorTolerance: 1e-9,
      },
    );
    const [lambda = NaN, sigma = NaN, kappa = NaN] = parameterValues;
    const curve = { lambda: lambda * unit, sigma, kappa };
    const r2 = determination(usable, curve);
    return [lambda, sigma, kappa, r2].every(Number.isFinite) ? { ...curve, r2 } : undefined;
  } catch {
    return undefined;
  }
}

/** Calls in flight at the highest throughput; null when it grows for ever. */
export function peakOf({ sigma, kappa }: Law): number | null {
  if (sigma >= 1) return 1;
  return kappa <= 1e-12 ? null : Math.max(1, Math.sqrt((1 - sigma) / kappa));
}

function rateAt({ lambda, sigma, kappa }: Law, x: number): number {
  return (lambda * x) / (1 + sigma * (x - 1) + kappa * x * (x - 1));
}

function determination(points: readonly Measured[], curve: Law): number {
  const mean = points.reduce((sum, { rate }) => sum + rate, 0) / points.length;
  const total = points.reduce((sum, { rate }) => sum + (rate - mean) ** 2, 0);
  const rest = points.reduce((sum, { x, rate }) => sum + (rate - rateAt(curve, x)) ** 2, 0);
  return total === 0 ? 0 : 1 - rest / total;
}
