import type { Law, Measured } from './law.js';
import { NormalEquations } from './normal-equations.js';

/**
 * Gunther's linearised regression: N / X = (1 + σ(N − 1) + κN(N − 1)) / λ is a parabola in N. Each point counts by its relative
 * error. A start for the real fit only; undefined where the parabola has no such parameters.
 */
export function linearised(points: readonly Measured[]): Law | undefined {
  const sums = new NormalEquations();
  for (const { x, rate } of points) sums.add(rate / x, ((x - 1) * rate) / x, (x - 1) * rate, 1);
  const [a, b, c] = sums.solution();
  if (![a, b, c].every(Number.isFinite) || a <= 0) return undefined;
  return { lambda: 1 / a, sigma: Math.max(0, b / a), kappa: Math.max(0, c / a) };
}
