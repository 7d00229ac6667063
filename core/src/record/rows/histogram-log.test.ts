import { deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { HistogramLogReader } from 'hdr-histogram-js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { longestToldNs } from '../../kernel/latency-range.js';
import { bucketsOf, totalOf, valueAt } from './buckets.js';
import { LatencyCounts } from './counts.js';
import { emptyHistogram, toHistogram } from './histogram.js';
import { fromLog, toLog } from './histogram-log.js';

const latencies = fc.array(
  fc.oneof(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: longestToldNs })),
  { maxLength: 300 },
);

function countsOf(values: readonly number[]): LatencyCounts {
  const counts = new LatencyCounts();
  for (const value of values) counts.record(value);
  return counts;
}

function logOf(values: readonly number[]): string {
  return toLog(toHistogram(countsOf(values)), 'response', 1, 2);
}

test("a log is read as the library's own reader reads it", () => {
  fc.assert(
    fc.property(latencies, (values) => {
      const log = logOf(values);
      const [ours, theirs] = [fromLog(log, 'response'), emptyHistogram()];
      const read = new HistogramLogReader(log, 64).nextIntervalHistogram();
      assert.ok(read);
      theirs.add(read);
      assert.equal(ours, bucketsOf(countsOf(values)));
      assert.is(totalOf(ours), theirs.totalCount);
      for (const quantile of [0.1, 0.5, 0.99, 0.9999, 1])
        assert.is(valueAt(ours, quantile), theirs.getValueAtPercentile(100 * quantile));
    }),
    { numRuns: 50, seed: 1 },
  );
});

test('counts that take several bytes, and runs of empty buckets', () => {
  const histogram = emptyHistogram();
  const counts = [1, 63, 64, 8191, 8192, 1e6, 2 ** 31, 2 ** 40, 2 ** 49];
  counts.forEach((count, index) => {
    histogram.recordValueWithCount(3 ** (2 * index), count);
  });
  const read = fromLog(toLog(histogram, 'lag', 1, 2), 'lag');
  assert.equal(read.counts, counts);
  assert.is(
    totalOf(read),
    counts.reduce((sum, count) => sum + count, 0),
  );
});

const log = logOf([1000, 2000, 3000]);
const start = log.lastIndexOf(',') + 1;
const packed = Buffer.from(log.slice(start), 'base64');

/** The log with another histogram, given unpacked. */
function withPayload(payload: Buffer): string {
  const body = deflateSync(payload);
  const head = Buffer.from(packed.subarray(0, 8));
  head.writeInt32BE(body.length, 4);
  return `${log.slice(0, start)}${Buffer.concat([head, body]).toString('base64')}\n`;
}

/** The same with some bytes changed. */
function withPatch(at: number, bytes: readonly number[]): string {
  const payload = Buffer.from(inflateSync(packed.subarray(8)));
  payload.set(bytes, at);
  return withPayload(payload);
}

for (const [what, text, says] of [
  ['an empty file', '', /holds no histogram/],
  ['comments only', log.split('\n').slice(0, 2).join('\n'), /holds no histogram/],
  ['two histograms', log + log, /more than one histogram/],
  ['another tag', log.replace('Tag=response', 'Tag=service'), /isn't tagged response/],
  ['no tag', log.replace('Tag=response,', ''), /isn't tagged response/],
  ['text in place of a histogram', `${log.slice(0, start)}hello, world\n`, /no compressed histogram/],
  ['a line that ends early', log.slice(0, start + 10), /no compressed histogram|cut off/],
  ['a histogram that ends early', log.slice(0, -8), /cut off/],
  ['another version', withPatch(0, [1, 2, 3, 4]), /unpacks to no histogram/],
  ['another length', withPatch(4, [0, 0, 0, 1]), /incomplete/],
  ['two digits', withPatch(15, [2]), /another shape/],
  ['another unit', withPatch(23, [4]), /another shape/],
  ['a count that goes on for ever', withPatch(40, [255, 255, 255, 255, 255, 255, 255, 255]), /shape|cut off/],
  ['more buckets than there are', withPatch(40, [255, 255, 255, 127]), /another shape/],
  ['a payload of 64 MiB', withPayload(Buffer.alloc(64 * 1024 ** 2)), /larger than|output length|buffer/i],
] as const) {
  test(`${what} is refused`, () => {
    assert.throws(() => fromLog(text, 'response'), says);
  });
}

test('any edit is refused or read, and nothing else', () => {
  fc.assert(
    fc.property(fc.nat(log.length - 1), fc.integer({ min: 1, max: 255 }), (at, bits) => {
      const edited = log.slice(0, at) + String.fromCharCode(log.charCodeAt(at) ^ bits) + log.slice(at + 1);
      try {
        assert.ok(totalOf(fromLog(edited, 'response')) >= 0);
      } catch (thrown) {
        assert.instance(thrown, Error);
        assert.not.instance(thrown, TypeError);
      }
    }),
    { numRuns: 2000, seed: 1 },
  );
});

test.run();
