import type { Launch } from '@wiretax/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { estimate } from './estimate.js';
import { mean, quantile, type Statistic, tailRatio, throughput } from './statistic.js';
import { syntheticLaunches } from './synthetic.js';

const shape = { launches: 5, calls: 2000, p50Ns: 50_000, launchNoise: 0.03, seed: 1 };
const runs = 300;

/** Share of simulated runs whose interval contains the truth. */
function coverage(launches: number, statistic: Statistic, truth: number, launchNoise = 0.03): number {
  let covered = 0;
  for (let run = 0; run < runs; run += 1) {
    const found = estimate(
      syntheticLaunches({ ...shape, launches, launchNoise, seed: run * 31 + launches }),
      statistic,
    );
    const interval = found?.interval;
    if (interval && interval.low <= truth && truth <= interval.high) covered += 1;
  }
  return covered / runs;
}

test('an interval of 95 % contains the truth in about 95 % of simulated runs, from three launches on', () => {
  const deviation = Math.log(2) / 2.326348;
  const p99 = shape.p50Ns * Math.exp(2.326348 * Math.hypot(deviation, shape.launchNoise));
  const average = shape.p50Ns * Math.exp((deviation ** 2 + shape.launchNoise ** 2) / 2);
  // Two standard errors of a share of 300 are 2.5 points.
  for (const launches of [3, 5]) {
    for (const [statistic, truth] of [
      [quantile(0.5), shape.p50Ns],
      [quantile(0.99), p99],
      [mean(), average],
    ] as const) {
      const share = coverage(launches, statistic, truth);
      assert.ok(share >= 0.92 && share <= 0.99, `${String(launches)} launches: ${String(share)}`);
    }
  }
});

test('for a mean of launches it is the interval of the t distribution', () => {
  const launches = [0.98, 1, 1.03].map((factor): Launch => {
    const [launch] = syntheticLaunches({ ...shape, launches: 1 });
    if (launch === undefined) throw new Error('one launch was asked for');
    const response = { valuesNs: [50_000 * factor], counts: [2000] };
    return { ...launch, response };
  });
  const found = estimate(launches, mean());
  const centre = (50_000 * 3.01) / 3;
  const deviation =
    50_000 * Math.sqrt(((0.98 - 3.01 / 3) ** 2 + (1 - 3.01 / 3) ** 2 + (1.03 - 3.01 / 3) ** 2) / 2);
  const half = (4.302653 * deviation) / Math.sqrt(3);
  assert.ok(Math.abs((found?.value ?? 0) - centre) < 1e-6);
  assert.ok(Math.abs((found?.interval?.high ?? 0) / (centre * Math.exp(half / centre)) - 1) < 2e-3);
});

test('under three launches there is no interval, and without enough calls no value', () => {
  const two = estimate(syntheticLaunches({ ...shape, launches: 2 }), throughput);
  assert.is(two?.interval, null);
  assert.is(two?.launches, 2);
  assert.is(estimate(syntheticLaunches({ ...shape, calls: 100, launches: 3 }), quantile(0.99)), null);
  assert.is(estimate([], throughput), null);
  assert.is(estimate([], mean()), null);
});

test('the same launches give the same interval, also when they are too many to list every resample', () => {
  for (const launches of [5, 12]) {
    const once = (): unknown => estimate(syntheticLaunches({ ...shape, launches }), tailRatio(0.99));
    assert.equal(once(), once());
  }
});

test('launches that do not differ have an interval of no width', () => {
  const [launch] = syntheticLaunches({ ...shape, launches: 1 });
  const found = estimate(launch === undefined ? [] : [launch, launch, launch], quantile(0.9));
  assert.is(found?.interval?.low, found?.value);
  assert.is(found?.interval?.high, found?.value);
});

test('a list that has grown is resampled anew', () => {
  const launches = syntheticLaunches(shape);
  const growing = launches.slice(0, 3);
  const before = estimate(growing, mean());
  growing.push(...launches.slice(3));
  assert.equal(estimate(growing, mean()), estimate(launches, mean()));
  assert.not.equal(before, estimate(launches, mean()));
});

test.run();
