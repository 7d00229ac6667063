import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Durations } from './durations.js';

function durationsOf(values: readonly number[]): Durations {
  const durations = new Durations();
  for (const ns of values) durations.add(ns);
  return durations;
}

test('quantiles are within half a percent of the exact ones', () => {
  const values = fc.array(fc.oneof(fc.nat(300), fc.nat(1e6), fc.nat(1e12)), {
    minLength: 20,
    maxLength: 200,
  });
  fc.assert(
    fc.property(values, (some) => {
      const exact = some.toSorted((a, b) => a - b)[Math.ceil(some.length / 2) - 1] ?? 0;
      const found = durationsOf(some).quantileNs(0.5) ?? -1;
      assert.ok(Math.abs(found - exact) <= exact * 0.005, `${String(found)} for ${String(exact)}`);
    }),
  );
});

test('no quantile from too few', () => {
  const some = (count: number): Durations => durationsOf(Array.from({ length: count }, (_, index) => index));
  assert.is(some(19).quantileNs(0.5), undefined);
  assert.is(some(20).quantileNs(0.5), 9);
  assert.is(some(999).quantileNs(0.99), undefined);
  assert.ok((some(1000).quantileNs(0.99) ?? 0) > 980);
});

test.run();
