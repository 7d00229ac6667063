import type { Distribution } from '@wiretax/core';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { meanOf, mergeDistributions, quantileOf } from './distribution.js';
import { mergedQuantile } from './merged-quantile.js';

const values = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 80 });
const groups = fc.array(values, { minLength: 1, maxLength: 6 });
const share = fc.constantFrom(0, 0.1, 0.25, 0.5, 0.75, 0.9);

function histogram(recorded: readonly number[]): Distribution {
  const valuesNs = [...new Set(recorded)].sort((a, b) => a - b);
  return { valuesNs, counts: valuesNs.map((value) => recorded.filter((each) => each === value).length) };
}

test('histograms merge into that of all their values', () => {
  fc.assert(
    fc.property(groups, (parts) => {
      assert.equal(mergeDistributions(parts.map(histogram)), histogram(parts.flat()));
    }),
  );
});

test('a quantile of several histograms is that of all their values, without merging them', () => {
  fc.assert(
    fc.property(groups, share, (parts, q) => {
      const sorted = parts.flat().sort((a, b) => a - b);
      const enough = sorted.length > 0 && sorted.length >= Math.round(10 / (1 - q));
      const expected = enough ? (sorted[Math.max(0, Math.ceil(q * sorted.length - 1e-9) - 1)] ?? null) : null;
      assert.is(mergedQuantile(parts.map(histogram), q), expected);
      assert.is(quantileOf(histogram(parts.flat()), q), expected);
    }),
    { numRuns: 500 },
  );
});

test('a percentile needs ten values beyond it', () => {
  const many = (count: number): Distribution => ({ valuesNs: [5, 9], counts: [count - 1, 1] });
  assert.is(quantileOf(many(999), 0.99), null);
  assert.is(quantileOf(many(1000), 0.99), 5);
  assert.is(quantileOf(many(1000), 1), null);
  assert.is(quantileOf({ valuesNs: [], counts: [] }, 0.5), null);
});

test('the mean weighs buckets by their counts', () => {
  assert.is(meanOf({ valuesNs: [10, 40], counts: [2, 1] }), 20);
  assert.is(meanOf({ valuesNs: [], counts: [] }), null);
  assert.equal(mergeDistributions([]), { valuesNs: [], counts: [] });
});

test('nothing is made up of values beyond the range', () => {
  const within: Distribution = { valuesNs: [5, 9], counts: [70, 10] };
  const beyond: Distribution = { valuesNs: [5, 99], counts: [10, 30], overflow: 20 };
  const merged = mergeDistributions([within, beyond]);
  assert.equal(merged, { valuesNs: [5, 9, 99], counts: [80, 10, 30], overflow: 20 });
  for (const parts of [[merged], [within, beyond]]) {
    assert.is(mergedQuantile(parts, 0.5), 5);
    assert.is(mergedQuantile(parts, 0.8), 99);
    assert.is(mergedQuantile(parts, 0.9), null);
  }
  assert.is(meanOf(merged), null);
  assert.is(meanOf(within), 5.5);
});

test.run();
