import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { combinedPValue, falseDiscoveryRates, familyWiseErrorRates } from './multiple-comparisons.js';

const pValues = [0.01, 0.04, null, 0.03, 0.005];
const rounded = (rates: readonly (number | null)[]): readonly (string | null)[] =>
  rates.map((rate) => rate?.toFixed(4) ?? null);

test('false discovery rates are those of Benjamini and Hochberg', () => {
  assert.equal(rounded(falseDiscoveryRates(pValues)), ['0.0200', '0.0400', null, '0.0400', '0.0200']);
});

test('family-wise error rates are those of Holm', () => {
  assert.equal(rounded(familyWiseErrorRates(pValues)), ['0.0300', '0.0600', null, '0.0600', '0.0200']);
});

test('both only raise, keep the order, and the family-wise rate is the higher one', () => {
  const probabilities = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 });
  fc.assert(
    fc.property(probabilities, (given) => {
      const [discoveries, family] = [falseDiscoveryRates(given), familyWiseErrorRates(given)];
      given.forEach((p, index) => {
        const [low, high] = [discoveries[index] ?? -1, family[index] ?? -1];
        assert.ok(p <= low + 1e-12 && low <= high + 1e-12 && high <= 1);
      });
      const inOrder = given.map((_, index) => index).sort((a, b) => (given[a] ?? 0) - (given[b] ?? 0));
      for (const rates of [discoveries, family]) {
        const sorted = inOrder.map((index) => rates[index] ?? 0);
        assert.ok(sorted.every((rate, rank) => rate >= (sorted[rank - 1] ?? 0) - 1e-12));
      }
    }),
  );
});

test('of ten thousand p-values, too', () => {
  const many = Array.from({ length: 10_000 }, (_, index) => (index + 1) / 10_000);
  assert.ok(falseDiscoveryRates(many).every((rate) => Math.abs((rate ?? 0) - 1) < 1e-9));
});

test('p-values that agree are theirs combined, one that stands alone is twice as high', () => {
  const near = (found: number, expected: number): boolean => Math.abs(found / expected - 1) < 0.02;
  assert.ok(near(combinedPValue([0.001, 0.001]), 0.001));
  assert.ok(near(combinedPValue([0.001, 0.5]), 0.002));
  assert.ok(near(combinedPValue([0.03]), 0.03));
  assert.ok(combinedPValue([0.001, 1]) < 0.0025, 'one next to 1 does not outweigh it');
});

test.run();
