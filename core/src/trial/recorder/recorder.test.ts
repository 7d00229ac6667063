import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { latencyText, longestToldNs, supports } from '../../kernel/latency-range.js';
import { formatDuration } from '../../kernel/units.js';
import { bucketsOf, merged, summarise, toDistribution, totalOf, valueAt } from '../../record/rows/buckets.js';
import { LatencyCounts, lowestValueOf } from '../../record/rows/counts.js';
import { emptyHistogram, toHistogram } from '../../record/rows/histogram.js';

const latencies = fc.array(
  fc.oneof(
    fc.integer({ min: 0, max: 5000 }),
    fc.maxSafeInteger().map((n) => Math.abs(n) % 2 ** 37),
  ),
  {
    minLength: 1,
    maxLength: 300,
  },
);

test('buckets are those of an HdrHistogram, for any latency', () => {
  fc.assert(
    fc.property(latencies, (values) => {
      const counts = new LatencyCounts();
      const expected = emptyHistogram();
      for (const value of values) {
        counts.record(value);
        expected.recordValue(Math.min(value, longestToldNs));
      }
      const actual = toHistogram(counts);
      for (const percentile of [0, 10, 50, 90, 99, 99.9, 100]) {
        assert.is(actual.getValueAtPercentile(percentile), expected.getValueAtPercentile(percentile));
      }
      assert.is(actual.totalCount, expected.totalCount);
      for (const quantile of [0.1, 0.5, 0.9, 0.99, 0.999, 0.9999, 1])
        assert.is(valueAt(bucketsOf(counts), quantile), expected.getValueAtPercentile(100 * quantile));
    }),
  );
});

test('merged buckets are those of all values together', () => {
  fc.assert(
    fc.property(fc.array(latencies, { maxLength: 4 }), (parts) => {
      const countsOf = (values: readonly number[]): LatencyCounts => {
        const counts = new LatencyCounts();
        for (const value of values) counts.record(value);
        return counts;
      };
      const all = merged(parts.map((values) => bucketsOf(countsOf(values))));
      assert.equal(all, bucketsOf(countsOf(parts.flat())));
      assert.is(totalOf(all), parts.flat().length);
    }),
    { numRuns: 30 },
  );
});

test('every bucket starts where the one before it ends', () => {
  const counts = new LatencyCounts();
  for (let index = 0; index < counts.counts.length; index += 1) {
    const lowest = lowestValueOf(index);
    counts.record(lowest);
    assert.is(counts.counts[index], 1, `bucket ${String(index)} of ${String(lowest)}`);
  }
});

test('longer than the range is counted, exact but for percentiles; negative counts as 0', () => {
  const counts = new LatencyCounts();
  for (let call = 0; call < 12; call += 1) counts.record(90e9);
  for (let call = 0; call < 8; call += 1) counts.record(-5);
  assert.equal([counts.overflow, counts.max, counts.min], [12, 90e9, 0]);
  assert.equal([counts.quantile(0.4), counts.quantile(0.5)], [0, null]);
  const { mean, max, p50, overflow } = summarise(bucketsOf(counts), counts);
  assert.equal([mean, max, p50, overflow], [54e9, 90e9, null, 12]);
});

test('only percentiles among the longest calls are beyond the range', () => {
  const counts = new LatencyCounts();
  for (let call = 0; call < 985; call += 1) counts.record(1000);
  for (let call = 0; call < 15; call += 1) counts.record(longestToldNs + 1 + call);
  const latency = summarise(bucketsOf(counts), counts);
  assert.equal([latency.p50, latency.p90, latency.p99, latency.p999], [1000, 1000, null, null]);
  assert.equal(
    (['p50', 'p99', 'p999', 'max'] as const).map((figure) => latencyText(latency, figure, formatDuration)),
    ['1.00 µs', '> 68.7 s', undefined, '68.7 s'],
  );
  const { valuesNs, counts: buckets, overflow } = toDistribution(bucketsOf(counts), counts.overflow);
  assert.equal([valuesNs.at(-1), buckets.at(-1), overflow], [longestToldNs, 15, 15]);
});

test('a distribution has the counts and the percentiles of its histogram', () => {
  fc.assert(
    fc.property(latencies, (values) => {
      const recorded = new LatencyCounts();
      for (const value of values) recorded.record(value);
      const histogram = toHistogram(recorded);
      const { valuesNs, counts } = toDistribution(bucketsOf(recorded));
      assert.is(
        counts.reduce((sum, count) => sum + count, 0),
        values.length,
      );
      assert.is(valuesNs.at(-1), histogram.getValueAtPercentile(100));
      assert.ok(valuesNs.every((value, index) => value > (valuesNs[index - 1] ?? -1)));
    }),
    { numRuns: 30 },
  );
});

test('a percentile is given only with ten samples beyond it', () => {
  assert.ok(supports(1000, 0.99));
  assert.not.ok(supports(999, 0.99));
  assert.ok(supports(100, 0.9));
  assert.ok(supports(20, 0.5));
  const counts = new LatencyCounts();
  for (let value = 1; value <= 999; value += 1) counts.record(value);
  const summary = summarise(bucketsOf(counts), counts);
  assert.is(summary.p50, 500);
  assert.is(summary.p90, 900);
  assert.is(summary.p99, null);
  assert.is(summary.mean, 500);
});

test("the running quantile is within a bucket of the histogram's", () => {
  const counts = new LatencyCounts();
  for (let value = 1; value <= 2000; value += 1) counts.record(value);
  assert.is(counts.quantile(0.5), 1000);
  assert.is(counts.quantile(0.99), 1980);
  assert.is(new LatencyCounts().quantile(0.5), null);
});

test.run();
