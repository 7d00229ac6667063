import type { Distribution } from '@wiretax/core';

/** A bucket i of an exponential histogram holds values above base^i and up to base^(i + 1), where base is 2^(2^-scale). */
export interface ExponentialBuckets {
  readonly scale: number;
  /** Of the first bucket. */
  readonly offset: number;
  readonly counts: readonly number[];
  /** Values of 0. */
  readonly zeroCount: number;
}

/** How far a value may be from what its bucket says. */
const tolerance = 0.01;

/** The coarsest scale whose buckets are no wider than the tolerance: 7, at 0.54 %. A quantile lies within the bucket of its value. */
export const scale = Math.ceil(-Math.log2(Math.log2(1 + tolerance)));

const perDoubling = 2 ** scale;

/** A distribution, its values in seconds. */
export function exponentialBuckets({ valuesNs, counts }: Distribution): ExponentialBuckets {
  const found = new Map<number, number>();
  let zeroCount = 0;
  for (const [at, count] of counts.entries()) {
    const valueNs = valuesNs[at] ?? 0;
    if (count === 0) continue;
    if (valueNs <= 0) zeroCount += count;
    else {
      const index = indexOf(valueNs / 1e9);
      found.set(index, (found.get(index) ?? 0) + count);
    }
  }
  const indices = [...found.keys()];
  const offset = indices.length === 0 ? 0 : Math.min(...indices);
  const length = indices.length === 0 ? 0 : Math.max(...indices) - offset + 1;
  const dense = Array.from({ length }, (_, at) => found.get(offset + at) ?? 0);
  return { scale, offset, counts: dense, zeroCount };
}

/** The upper bound belongs to the bucket. */
function indexOf(value: number): number {
  return Math.ceil(Math.log2(value) * perDoubling) - 1;
}
