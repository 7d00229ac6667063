import { levenbergMarquardt } from 'ml-levenberg-marquardt';

export interface Measured {
  /** Calls in flight. */
  readonly x: number;
  /** Calls per second. */
  readonly rate: number;
}

/** X(N) = λN / (1 + σ(N − 1) + κN(N − 1)): N. J. Gunther, Guerrilla Capacity Planning, 2007, chapter 4. */
export interface Fit {
  /** Calls per second of one. */
  readonly lambda: number;
  /** Contention: the share that is done one after the other. */
  readonly sigma: number;
  /** Coherency: what each pays for every other. */
  readonly kappa: number;
  /** Coefficient of determination. */
  readonly r2: number;
}

/** Least squares by Levenberg and Marquardt, σ and κ not below 0; undefined where that leads nowhere. */
export function fit(points: readonly Measured[]): Fit | undefined {
  const usable = points.filter(({ x, rate }) => x > 0 && rate > 0 && Number.isFinite(rate));
  const [first] = usable;
  if (first === undefined || new Set(usable.map(({ x }) => x)).size < 3) return undefined;
  // In units of the first rate, so that all three parameters are of order one.
  const unit = first.rate / first.x;
  try {
    const { parameterValues } = levenbergMarquardt(
      { x: usable.map(({ x }) => x), y: usable.map(({ rate }) => rate / unit) },
      ([lambda = 1, sigma = 0, kappa = 0]) =>
        (x) =>
          rateAt({ lambda, sigma, kappa }, x),
      {
        initialValues: [1, 0.5, 1e-4],
        minValues: [1e-6, 0, 0],
        maxValues: [1e3, 1e3, 10],
        gradientDifference: 1e-6,
        damping: 0.1,
        maxIterations: 40,
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
export function peakOf({ sigma, kappa }: Fit): number | null {
  if (sigma >= 1) return 1;
  return kappa <= 1e-12 ? null : Math.max(1, Math.sqrt((1 - sigma) / kappa));
}

function rateAt({ lambda, sigma, kappa }: Omit<Fit, 'r2'>, x: number): number {
  return (lambda * x) / (1 + sigma * (x - 1) + kappa * x * (x - 1));
}

function determination(points: readonly Measured[], curve: Omit<Fit, 'r2'>): number {
  const mean = points.reduce((sum, { rate }) => sum + rate, 0) / points.length;
  const total = points.reduce((sum, { rate }) => sum + (rate - mean) ** 2, 0);
  const rest = points.reduce((sum, { x, rate }) => sum + (rate - rateAt(curve, x)) ** 2, 0);
  return total === 0 ? 0 : 1 - rest / total;
}
