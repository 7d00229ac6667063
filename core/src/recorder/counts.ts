/**
 * Counts of latencies in the bucket layout of an HdrHistogram with three significant digits and unit
 * magnitude 0, so that turning one into the other loses nothing. Recording takes a few ns where
 * hdr-histogram-js takes over a hundred (its WASM build, about twenty), and memory is fixed.
 */
const subBucketBits = 11;
const halfBits = subBucketBits - 1;
const halfCount = 1 << halfBits;
const int32Limit = 2 ** 31;

/** The largest latency that is told apart: 2^36 - 1 ns, about 68.7 s. Longer ones are clamped and counted. */
export const highestNs = 2 ** 36 - 1;
export const bucketCount = indexOf(highestNs) + 1;

export class LatencyCounts {
  readonly counts = new Float64Array(bucketCount);
  count = 0;
  sum = 0;
  min = Number.POSITIVE_INFINITY;
  max = 0;
  /** Latencies above `highestNs`. */
  overflow = 0;

  /** `ns` is an integer; a negative one, which only clock calibration can cause, counts as 0. */
  record(ns: number): void {
    let value = ns;
    if (value < 0) value = 0;
    else if (value > highestNs) {
      value = highestNs;
      this.overflow += 1;
    }
    const index = indexOf(value);
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

  /** The value at a quantile, to three digits, for progress while a window runs; null when empty. */
  quantile(q: number): number | null {
    if (this.count === 0) return null;
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
