import type { Distribution } from '@wiretax/core';
import { seededRandom } from '@wiretax/core/run';
import { quantileOf } from '@wiretax/statistics';
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type ExponentialBuckets, exponentialBuckets, scale } from './exponential.js';

/** The value at a rank as a reader of the protocol finds it: the middle of its bucket on the log scale, in seconds. */
function quantileBack({ scale: of, offset, counts, zeroCount }: ExponentialBuckets, q: number): number {
  const total = zeroCount + counts.reduce((sum, count) => sum + count, 0);
  let left = Math.max(1, Math.ceil(q * total)) - zeroCount;
  if (left <= 0) return 0;
  for (const [at, count] of counts.entries()) {
    left -= count;
    if (left <= 0) return 2 ** ((offset + at + 0.5) / 2 ** of);
  }
  throw new Error('a rank beyond all buckets');
}

function worstError(distribution: Distribution): number {
  const buckets = exponentialBuckets(distribution);
  return Math.max(
    ...[0.5, 0.9, 0.99, 0.999].map((q) => {
      const trueNs = quantileOf(distribution, q);
      return trueNs === null ? 0 : Math.abs((quantileBack(buckets, q) * 1e9) / trueNs - 1);
    }),
  );
}

/** As a histogram has it: values ascending, each once. */
function distributionOf(values: readonly number[], countOf: (index: number) => number): Distribution {
  const valuesNs = [...new Set(values)].sort((a, b) => a - b);
  return { valuesNs, counts: valuesNs.map((_, index) => countOf(index)) };
}

test('buckets are no wider than 1 %, and no narrower than that takes', () => {
  assert.is(scale, 7);
  assert.ok(2 ** (2 ** -scale) - 1 < 0.01);
  assert.ok(2 ** (2 ** -(scale - 1)) - 1 > 0.01);
});

test('percentiles come back within 1 %, whatever the distribution', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 68_719_476_735 }), fc.integer({ min: 1, max: 100_000 })), {
        minLength: 1,
        maxLength: 200,
      }),
      (pairs) => {
        const counts = pairs.map(([, count]) => count);
        const distribution = distributionOf(
          pairs.map(([value]) => value),
          (index) => counts[index] ?? 1,
        );
        return worstError(distribution) < 0.01;
      },
    ),
    { numRuns: 500, seed: 13 },
  );
});

test('they do for latencies as they occur: one hump, two, a long tail', () => {
  for (let seed = 1; seed <= 30; seed += 1) {
    const random = seededRandom(seed);
    const values = Array.from({ length: 3000 }, () => {
      const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
      const centre = seed % 3 === 1 && random() < 0.02 ? 5e6 : 5e4;
      return Math.max(1, Math.round(centre * Math.exp(normal * (seed % 3 === 2 ? 1.5 : 0.3))));
    });
    const error = worstError(distributionOf(values, () => 1));
    assert.ok(error < 0.01, `seed ${String(seed)}: ${String(error)}`);
  }
});

test('a value on the bound of a bucket belongs to the lower one', () => {
  const { offset, counts } = exponentialBuckets({ valuesNs: [1e9], counts: [3] });
  assert.equal([offset, counts], [-1, [3]]);
});

test('zeros and an empty distribution', () => {
  assert.equal(exponentialBuckets({ valuesNs: [], counts: [] }), {
    scale,
    offset: 0,
    counts: [],
    zeroCount: 0,
  });
  const { zeroCount, counts } = exponentialBuckets({ valuesNs: [0, 1000], counts: [2, 5] });
  assert.equal([zeroCount, counts], [2, [5]]);
});

test.run();
