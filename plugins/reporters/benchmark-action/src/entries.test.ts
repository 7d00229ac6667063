import { sampleFailedRow, sampleResults, sampleRow } from '@wiretax/core/testing';
import { syntheticRow } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { biggerIsBetter, smallerIsBetter } from './entries.js';

const row = syntheticRow({
  transport: 'tcp',
  bytes: 64,
  clients: 1,
  launches: 5,
  calls: 5000,
  p50Ns: 100_000,
  launchNoise: 0.03,
  seed: 7,
});

/** How the action reads a range, as its source has it. */
function readRange(range: string | undefined): number {
  return Number(/(?:\+-|±)\s*(\d.+)/.exec(range ?? '')?.[1]);
}

test('latencies are for the list where smaller is better, in µs, with half of their interval', () => {
  const entries = smallerIsBetter(sampleResults([row]));
  assert.equal(
    entries.map(({ name, unit }) => [name, unit]),
    [
      ['tcp.64B.c1 P50', 'µs'],
      ['tcp.64B.c1 P99', 'µs'],
    ],
  );
  const [p50] = entries;
  assert.ok(p50 && Math.abs(p50.value - 100) < 10, String(p50?.value));
  const half = readRange(p50.range);
  assert.ok(half > 0.5 && half < 20, p50.range);
  assert.match(p50.extra, /^valid; 5 launches; 95 % interval [\d.]+ to [\d.]+ µs$/);
});

test('rates are for the list where bigger is better', () => {
  const [rate, ...others] = biggerIsBetter(sampleResults([row]));
  assert.equal(others, []);
  assert.ok(rate);
  assert.is(rate.name, 'tcp.64B.c1 throughput');
  assert.is(rate.unit, 'calls/s');
  assert.is(rate.value, row.throughput);
  assert.ok(readRange(rate.range) > 0);
});

test('a row of one launch has no range, and one without a figure or use no entry', () => {
  const [one] = smallerIsBetter(sampleResults([{ ...row, launches: row.launches.slice(0, 1) }]));
  assert.not('range' in (one ?? {}));
  assert.match(one?.extra ?? '', 'valid; 1 launch; no interval');
  const few = sampleRow({ bytes: 128, calls: 300 });
  const struck = sampleRow({ bytes: 256, verdicts: ['disturbed'] });
  const results = sampleResults([few, struck, sampleFailedRow({ bytes: 512 })]);
  assert.equal(
    smallerIsBetter(results).map(({ name }) => name),
    ['tcp.128B.c10 P50'],
  );
  assert.equal(smallerIsBetter(sampleResults([])), []);
});

test.run();
