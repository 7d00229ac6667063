import type { Distribution } from '@wiretax/core';

/** A histogram made ready for being asked often. */
export interface Cumulated {
  readonly valuesNs: Float64Array;
  /** How many values lie in this bucket or below. */
  readonly below: Float64Array;
  readonly total: number;
  /** Of those, how many lie beyond what histograms reach. */
  readonly overflow: number;
  readonly sum: number;
  /** Those that were asked for. */
  readonly quantiles: Map<number, number>;
}

const known = new WeakMap<Distribution, Cumulated>();

/** Computed once for each distribution, which must not change afterwards. */
export function cumulated(distribution: Distribution): Cumulated {
  const before = known.get(distribution);
  if (before !== undefined) return before;
  const valuesNs = Float64Array.from(distribution.valuesNs);
  const below = new Float64Array(valuesNs.length);
  let [total, sum] = [0, 0];
  for (let index = 0; index < valuesNs.length; index += 1) {
    const count = distribution.counts[index] ?? 0;
    total += count;
    sum += count * (valuesNs[index] ?? 0);
    below[index] = total;
  }
  const { overflow = 0 } = distribution;
  const made = { valuesNs, below, total, overflow, sum, quantiles: new Map<number, number>() };
  known.set(distribution, made);
  return made;
}

/** Index of the first value above a limit, between two indexes. */
export function firstAbove(values: Float64Array, limit: number, from: number, to: number): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
