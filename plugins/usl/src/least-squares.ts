import type { Law, Measured } from './law.js';

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
  let [ll, ls, lk, ss, sk, kk] = [0, 0, 0, 0, 0, 0];
  let [l, s, k] = [0, 0, 0];
  for (const { x, rate } of points) {
    const divisor = 1 + sigma * (x - 1) + kappa * x * (x - 1);
    // Derivatives of the rate.
    const byLambda = x / divisor;
    const bySigma = (-lambda * byLambda * (x - 1)) / divisor;
    const byKappa = bySigma * x;
    const error = rate - lambda * byLambda;
    ll += byLambda * byLambda;
    ls += byLambda * bySigma;
    lk += byLambda * byKappa;
    ss += bySigma * bySigma;
    sk += bySigma * byKappa;
    kk += byKappa * byKappa;
    l += byLambda * error;
    s += bySigma * error;
    k += byKappa * error;
  }
  if (sigma <= 0 && s <= 0) [ls, ss, sk, s] = [0, 1, 0, 0];
  if (kappa <= 0 && k <= 0) [lk, sk, kk, k] = [0, 0, 1, 0];
  const grown = 1 + damping;
  const [a, b, c] = solved([ll * grown, ls, lk, ls, ss * grown, sk, lk, sk, kk * grown], [l, s, k]);
  return { lambda: lambda + a, sigma: Math.max(0, sigma + b), kappa: Math.max(0, kappa + c) };
}

type Three = readonly [number, number, number];
type Nine = readonly [...Three, ...Three, ...Three];

/** Three equations, row by row, by Cramer's rule; NaN or infinite where they have no solution. */
export function solved([a, b, c, d, e, f, g, h, i]: Nine, [x, y, z]: Three): Three {
  const whole = determinant(a, b, c, d, e, f, g, h, i);
  return [
    determinant(x, b, c, y, e, f, z, h, i) / whole,
    determinant(a, x, c, d, y, f, g, z, i) / whole,
    determinant(a, b, x, d, e, y, g, h, z) / whole,
  ];
}

function determinant(...[a, b, c, d, e, f, g, h, i]: Nine): number {
  return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
}
