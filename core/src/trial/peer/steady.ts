import type { Rise } from '../../contract/measured.js';

/**
 * Whether load has warmed up. A cold stack speeds up like an exponential approach, fast at first and ever slower, so
 * the last moments alone always look flat: whether something is missing is told by the whole of the curve. Each
 * law r(t) = L (1 - a e^(-t/τ)) on a grid of τ is fitted by least squares, and those that the data do not refute say
 * what share of L may still be missing at the end (profile likelihood: Venzon & Moolgavkar 1988). Laws that begin at
 * more than 0.7 L are passed over: so little to gain can't be told from noise in the time of a warm-up.
 */

/** Load is steady when it is sure to lack no more than this; what it is allowed is less than what matters, as it is looked at again and again. */
const tolerance = 0.02;
/** Half the width of the interval in standard errors; a little wide, for the same reason. */
const errors = 1.8;
const smallestGain = 0.3;
/** Time constants from 1 % of the series to twice its length. */
const grid = Array.from({ length: 30 }, (_, index) => 0.01 * 1.2 ** index);
const mostBlocks = 40;
const fewestBlocks = 12;

/** What happened in one slice of a warm-up. */
export interface Slice {
  readonly calls: number;
  /** Slices are equal but for calls that outlast them. */
  readonly lengthNs: number;
  /** CPU time of the client, ns. */
  readonly cpuNs: number;
}

export interface Settling {
  readonly steady: boolean;
  readonly rise: Rise;
}

/** Steady if the rate is sure to have settled, and calls per CPU time are not sure to go on rising. */
export function settling(slices: readonly Slice[]): Settling {
  const blocks = blocksOf(slices);
  const rise = remainingRise(blocks.map(({ calls, lengthNs }) => calls / lengthNs));
  const efficiency = remainingRise(blocks.map(({ calls, cpuNs }) => calls / Math.max(1, cpuNs)));
  return { steady: rise.high <= tolerance && efficiency.low <= tolerance, rise };
}

/** As many slices together as make at most 40 blocks. Those at the front that fill no block are left out. */
function blocksOf(slices: readonly Slice[]): readonly Slice[] {
  const length = Math.ceil(slices.length / mostBlocks);
  const count = Math.floor(slices.length / length);
  const from = slices.length - count * length;
  return Array.from({ length: count }, (_, block) =>
    slices.slice(from + block * length, from + (block + 1) * length).reduce((sum, slice) => ({
      calls: sum.calls + slice.calls,
      lengthNs: sum.lengthNs + slice.lengthNs,
      cpuNs: sum.cpuNs + slice.cpuNs,
    })),
  );
}

interface Fit {
  /** a e^(-T/τ): the share missing at the end. */
  readonly missing: number;
  readonly missingError: number;
  /** The share that was missing at the start, at most. */
  readonly gain: number;
  readonly squares: number;
}

export function remainingRise(rates: readonly number[]): Rise {
  const unknown: Rise = { low: -1, likely: 0, high: 1 };
  if (rates.length < fewestBlocks) return unknown;
  const raw = grid.map((share) => leastSquares(rates, share * rates.length));
  const squares = Math.min(...raw.map((fit) => fit.squares));
  const best = raw.find((fit) => fit.squares === squares);
  if (best === undefined || best.limit <= 0) return unknown;
  const variance = (squares / (rates.length - 3)) * inflation(best.correlation);
  const fits = raw.map((fit) => withErrors(fit, variance));
  const credible = fits.filter(
    (fit) => fit.squares - squares <= errors ** 2 * variance && fit.gain >= smallestGain,
  );
  const likely = fits.find((fit) => fit.squares === squares)?.missing ?? 0;
  // A flat curve is what is left when no law with a gain is credible.
  return credible.reduce<Rise>(
    ({ low, high }, { missing, missingError }) => ({
      low: Math.min(low, missing - errors * missingError),
      likely,
      high: Math.max(high, missing + errors * missingError),
    }),
    credible.length === 0 ? { low: 0, likely: 0, high: 0 } : { low: 1, likely, high: -1 },
  );
}

/** Noise that lasts counts for less data (first-order autocorrelation). */
function inflation(correlation: number): number {
  const rho = Math.min(0.9, Math.max(0, correlation));
  return (1 + rho) / (1 - rho);
}

interface RawFit {
  readonly limit: number;
  readonly slope: number;
  readonly atEnd: number;
  readonly squares: number;
  readonly correlation: number;
  /** Of the estimates, in units of the noise's variance. */
  readonly covariance: { readonly limit: number; readonly slope: number; readonly both: number };
}

/** Fits rate = limit + slope e^(-t/τ), t in blocks. */
function leastSquares(rates: readonly number[], tau: number): RawFit {
  const basis = rates.map((_, index) => Math.exp(-(index + 0.5) / tau));
  const count = rates.length;
  let [sumX, sumXX, sumY, sumXY] = [0, 0, 0, 0];
  rates.forEach((y, index) => {
    const x = basis[index] ?? 0;
    sumX += x;
    sumXX += x * x;
    sumY += y;
    sumXY += x * y;
  });
  const determinant = count * sumXX - sumX * sumX;
  const limit = (sumXX * sumY - sumX * sumXY) / determinant;
  const slope = (count * sumXY - sumX * sumY) / determinant;
  let [squares, products, before] = [0, 0, 0];
  rates.forEach((y, index) => {
    const error = y - limit - slope * (basis[index] ?? 0);
    squares += error * error;
    products += error * before;
    before = error;
  });
  return {
    limit,
    slope,
    atEnd: Math.exp(-count / tau),
    squares,
    correlation: squares === 0 ? 0 : products / squares,
    covariance: { limit: sumXX / determinant, slope: count / determinant, both: -sumX / determinant },
  };
}

function withErrors({ limit, slope, atEnd, squares, covariance }: RawFit, variance: number): Fit {
  if (limit <= 0) return { missing: 1, missingError: 0, gain: 1, squares };
  const missing = (-slope * atEnd) / limit;
  const spread =
    covariance.slope * atEnd ** 2 + missing ** 2 * covariance.limit + 2 * missing * atEnd * covariance.both;
  const slopeError = Math.sqrt(variance * covariance.slope) / limit;
  return {
    missing,
    missingError: Math.sqrt(Math.max(0, variance * spread)) / limit,
    gain: -slope / limit + errors * slopeError,
    squares,
  };
}
