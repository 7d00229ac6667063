import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { syntheticLaunches, syntheticRow } from './synthetic.js';

const shape = { launches: 4, calls: 50_000, p50Ns: 40_000, tailRatio: 3, seed: 9 };

test('launches have the calls and percentiles that were asked for', () => {
  const { response, calls, launches } = syntheticRow({ ...shape, transport: 'tcp', bytes: 64, clients: 10 });
  assert.is(calls, 200_000);
  assert.is(response.count, 200_000);
  assert.is(launches.length, 4);
  assert.ok(Math.abs((response.p50 ?? 0) / 40_000 - 1) < 0.02);
  assert.ok(Math.abs((response.p99 ?? 0) / 120_000 - 1) < 0.03);
});

test("Little's law holds in a row whose throughput is left out", () => {
  const { throughput, response } = syntheticRow({ ...shape, transport: 'tcp', bytes: 64, clients: 10 });
  assert.ok(Math.abs(((throughput ?? 0) * (response.mean ?? 0)) / 1e9 - 10) < 0.01);
});

test('the same seed gives the same launches, ascending and whole', () => {
  assert.equal(syntheticLaunches(shape), syntheticLaunches(shape));
  assert.not.equal(syntheticLaunches(shape), syntheticLaunches({ ...shape, seed: 10 }));
  for (const { response } of syntheticLaunches({ ...shape, p50Ns: 300 })) {
    assert.ok(response.valuesNs.every((value, index) => value > (response.valuesNs[index - 1] ?? 0)));
    assert.ok(response.valuesNs.every(Number.isInteger));
  }
});

test.run();
