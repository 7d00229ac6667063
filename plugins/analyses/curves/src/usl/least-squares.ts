import type { Law, Measured } from './law.js';
import { NormalEquations } from './normal-equations.js';

const mostSteps = 200;
/** A step that changes the squared errors by less than this share of all squares is the last. */
const leastGain = 1e-15;

/**
 * The law of least squared errors with σ and κ not below 0, by Levenberg and Marquardt: W. H. Press et al., Numerical Recipes,
 * chapter 15.5; but a parameter at its bound stays there as long as the errors grow away from it.
 */
export function leastSquares(points: readonly Measured[], start: Law): Law {
  const all = points.reduce((sum, { rate }) => sum + rate * rate, 0);
  let law = start;
  let rest = squaresOf(points, law);
  let damping = 1e-3;
  for (let step = 0; step < mostSteps; step += 1) {
    const next = stepFrom(points, law, damping);
    const left = squaresOf(points, next);
    const gain = rest - left;
    if (gain > 0) [law, rest, damping] = [next, left, damping / 10];
    else damping *= 10;
    if (Math.abs(gain) <= leastGain * all) break;
  }
  return law;
}

export function rateAt({ lambda, sigma, kappa }: Law, x: number): number {
  return (lambda * x) / (1 + sigma * (x - 1) + kappa * x * (x - 1));
}

/** NaN and infinite for a law that is none. */
function squaresOf(points: readonly Measured[], law: Law): number {
  if (!(law.lambda > 0)) return Infinity;
  let sum = 0;
  for (const { x, rate } of points) sum += (rate - rateAt(law, x)) ** 2;
  return sum;
}

function stepFrom(points: readonly Measured[], { lambda, sigma, kappa }: Law, damping: number): Law {
  const sums = new NormalEquations();
  for (const { x, rate } of points) {
    const divisor = 1 + sigma * (x - 1) + kappa * x * (x - 1);
    // Derivatives of the rate.
    const byLambda = x / divisor;
    const bySigma = (-lambda * byLambda * (x - 1)) / divisor;
    sums.add(byLambda, bySigma, bySigma * x, rate - lambda * byLambda);
  }
  if (sigma <= 0 && sums.b <= 0) sums.leaveOutB();
  if (kappa <= 0 && sums.c <= 0) sums.leaveOutC();
  const [a, b, c] = sums.solution(1 + damping);
  return { lambda: lambda + a, sigma: Math.max(0, sigma + b), kappa: Math.max(0, kappa + c) };
}
