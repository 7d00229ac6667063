import { isInOverflow, longestToldNs } from '../../kernel/latency-range.js';

/**
 * Counts of latencies in the bucket layout of an HdrHistogram with three significant digits and unit
 * magnitude 0, so that turning one into the other loses nothing. Recording takes a few ns where
 * hdr-histogram-js takes over a hundred (its WASM build, about twenty), and memory is fixed.
 */
const subBucketBits = 11;
const halfBits = subBucketBits - 1;
const halfCount = 1 << halfBits;
const int32Limit = 2 ** 31;

export const bucketCount = indexOf(longestToldNs) + 1;

export class LatencyCounts {
  readonly counts = new Float64Array(bucketCount);
  count = 0;
  sum = 0;
  min = Number.POSITIVE_INFINITY;
  max = 0;
  /** Latencies above `longestToldNs`: in the last bucket, and exact in sum, minimum and maximum. */
  overflow = 0;

  /** `ns` is an integer; a negative one, which only clock calibration can cause, counts as 0. */
  record(ns: number): void {
    const value = ns < 0 ? 0 : ns;
    let told = value;
    if (value > longestToldNs) {
      told = longestToldNs;
      this.overflow += 1;
    }
    const index = indexOf(told);
    this.counts[index] = (this.counts[index] ?? 0) + 1;
    this.count += 1;
    this.sum += value;
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
  }

  reset(): void {
    this.counts.fill(0);
    this.count = 0;
    this.sum = 0;
    this.min = Number.POSITIVE_INFINITY;
    this.max = 0;
    this.overflow = 0;
  }

  /** The value at a quantile, to three digits, for progress while a window runs; null when empty or beyond the range. */
  quantile(q: number): number | null {
    if (this.count === 0 || isInOverflow(this.count, this.overflow, q)) return null;
    const rank = Math.max(1, Math.ceil(q * this.count));
    let seen = 0;
    for (let index = 0; index < bucketCount; index += 1) {
      seen += this.counts[index] ?? 0;
      if (seen >= rank) return lowestValueOf(index);
    }
    return this.max;
  }
}

function indexOf(value: number): number {
  if (value < int32Limit) {
    const small = value | 0;
    if (small < 2 * halfCount) return small;
    const shift = 31 - halfBits - Math.clz32(small);
    return (shift << halfBits) + (small >>> shift);
  }
  const upper = Math.floor(value / 2 ** 32);
  const shift = (upper === 0 ? 31 : 63 - Math.clz32(upper)) - halfBits;
  return shift * halfCount + Math.floor(value / 2 ** shift);
}

/** The smallest value that falls into the bucket. */
export function lowestValueOf(index: number): number {
  if (index < 2 * halfCount) return index;
  const shift = (index >>> halfBits) - 1;
  return (halfCount + (index & (halfCount - 1))) * 2 ** shift;
}
