import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { normal, seededRandom } from './random.js';
import { twoKinds } from './two-kinds.js';

const samples = 2000;

function sample(count: number, random: () => number): readonly number[] {
  return Array.from({ length: count }, () => 5 + 0.1 * normal(random));
}

test('p-values of one kind are as small as they say, and no smaller', () => {
  for (const count of [4, 5, 7, 10, 30]) {
    const random = seededRandom(100 + count);
    const found = Array.from({ length: samples }, () => twoKinds(sample(count, random))?.pValue ?? 1);
    for (const limit of [0.01, 0.05, 0.3]) {
      const share = found.filter((p) => p <= limit).length / samples;
      const error = Math.sqrt((limit * (1 - limit)) / samples);
      assert.ok(
        Math.abs(share - limit) < 4 * error,
        `${String(count)} values: ${String(share)} up to ${String(limit)}`,
      );
    }
  }
});

test('the groups are those that are far apart, whatever the order', () => {
  const two = twoKinds([5.5, 1.1, 5.6, 1, 1.2, 5.4]);
  assert.equal(
    [two?.lower, two?.upper],
    [
      [3, 1, 4],
      [5, 0, 2],
    ],
  );
  assert.ok((two?.pValue ?? 1) < 0.001);
  const outlier = twoKinds([1, 1.1, 9, 1.2, 1.05, 0.95, 1.12]);
  assert.equal(outlier?.upper, [2]);
  assert.ok((outlier?.pValue ?? 1) < 0.001);
});

test('place and scale do not matter', () => {
  const values = sample(8, seededRandom(3));
  const p = twoKinds(values)?.pValue;
  assert.is(twoKinds(values.map((value) => 1000 * value - 7))?.pValue, p);
});

test('of three values, equal ones, or such as are no numbers nothing is said', () => {
  assert.is(twoKinds([1, 1, 9]), null);
  assert.is(twoKinds([2, 2, 2, 2, 2]), null);
  assert.is(twoKinds([1, 1, NaN, 9]), null);
  assert.is(twoKinds([1, 1, -Infinity, 9]), null);
});

test('a group without any spread is a kind', () => {
  const found = twoKinds([1, 1, 1, 2, 2, 2]);
  assert.equal(found?.upper, [3, 4, 5]);
  assert.ok((found?.pValue ?? 1) < 1e-4);
});

test.run();
