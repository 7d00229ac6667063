import type { Distribution } from '@wiretax/core';
import { cumulated } from './cumulated.js';
import { mergedQuantile } from './merged-quantile.js';

/** The sum of several histograms, as if all their values had been recorded in one. */
export function mergeDistributions(parts: readonly Distribution[]): Distribution {
  const [first, ...others] = parts;
  if (first === undefined) return { valuesNs: [], counts: [] };
  const overflow = parts.reduce((sum, part) => sum + (part.overflow ?? 0), 0);
  return { ...others.reduce(mergeTwo, first), ...(overflow > 0 ? { overflow } : {}) };
}

/**
 * The value that a share `q` of all values is at most, in ns, as HdrHistogram defines it: of the value at rank ⌈q · n⌉, the end
 * of its bucket. Null unless ten values lie beyond it, n ≥ 10 / (1 - q), and where it lies beyond what histograms reach.
 */
export function quantileOf(distribution: Distribution, q: number): number | null {
  return mergedQuantile([distribution], q);
}

/**
 * In ns; null without a value, and where some lie beyond what histograms reach. Up to 0.1 % high, as each value counts as the end of
 * its bucket.
 */
export function meanOf(distribution: Distribution): number | null {
  const { total, sum, overflow } = cumulated(distribution);
  return total === 0 || overflow > 0 ? null : sum / total;
}

function mergeTwo(a: Distribution, b: Distribution): Distribution {
  const valuesNs: number[] = [];
  const counts: number[] = [];
  let [i, j] = [0, 0];
  for (;;) {
    const [inA, inB] = [a.valuesNs[i], b.valuesNs[j]];
    if (inA === undefined && inB === undefined) return { valuesNs, counts };
    const value = Math.min(inA ?? Infinity, inB ?? Infinity);
    let count = 0;
    if (inA === value) {
      count += a.counts[i] ?? 0;
      i += 1;
    }
    if (inB === value) {
      count += b.counts[j] ?? 0;
      j += 1;
    }
    valuesNs.push(value);
    counts.push(count);
  }
}
