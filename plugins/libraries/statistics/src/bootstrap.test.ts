import type { Launch } from '@wiretax/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { bootstrap } from './bootstrap.js';
import { mean, quantile } from './statistic.js';
import { syntheticLaunches } from './synthetic.js';

const launchesAt = (p50Ns: number, seed: number, launches = 5, launchNoise = 0.03): Launch[] =>
  syntheticLaunches({ launches, calls: 500, p50Ns, launchNoise, seed });
const median = quantile(0.5);

const sizes = [64, 1024, 4096, 16_384, 65_536];
const lineA = (bytes: number): number => 30_000 * (1 + bytes / 20_000);
const lineB = (bytes: number): number => 36_000 * (1 + bytes / 60_000);

/** Where the first half of the medians overtakes the second, interpolated over the logarithm of size. */
function crossing(medians: readonly number[]): number | null {
  const gaps = sizes.map((_, index) =>
    Math.log((medians[index] ?? 1) / (medians[index + sizes.length] ?? 1)),
  );
  const after = gaps.findIndex((gap, index) => gap >= 0 && (gaps[index - 1] ?? 0) < 0);
  if (after < 1) return null;
  const [from, to] = [Math.log(sizes[after - 1] ?? 1), Math.log(sizes[after] ?? 1)];
  const [low, high] = [gaps[after - 1] ?? 0, gaps[after] ?? 0];
  return Math.exp(from + ((to - from) * -low) / (high - low));
}

test('intervals of a crossing of ten groups contain the planted one in about 95 % of runs', () => {
  const truth = crossing([...sizes.map(lineA), ...sizes.map(lineB)]) ?? 0;
  for (const launches of [3, 5]) {
    let covered = 0;
    for (let run = 0; run < 80; run += 1) {
      const groups = [...sizes.map(lineA), ...sizes.map(lineB)].map((p50Ns, index) =>
        launchesAt(p50Ns, run * 100 + index, launches),
      );
      const { interval } = bootstrap(groups, (drawn) => crossing(drawn.map((each) => median(each) ?? 1)));
      if (interval !== null && interval.low <= truth && truth <= interval.high) covered += 1;
    }
    assert.ok(covered >= 72, `${String(launches)} launches: ${String(covered)} of 80`);
  }
});

test('it is deterministic, and a seed changes little', () => {
  const groups = [launchesAt(1e5, 1), launchesAt(1.2e5, 2)];
  const ratio = ([a, b]: readonly (readonly Launch[])[]): number =>
    (median(b ?? []) ?? 0) / (median(a ?? []) ?? 1);
  const once = bootstrap(groups, ratio);
  assert.equal(once, bootstrap(groups, ratio));
  const other = bootstrap(groups, ratio, { seed: 2 });
  assert.not.equal(once, other);
  assert.ok(Math.abs((once.interval?.low ?? 0) - (other.interval?.low ?? 1)) < 0.02);
});

test('resamples without a number are counted', () => {
  const group = launchesAt(1e5, 3);
  const middle = mean()(group) ?? 0;
  const found = bootstrap([group], ([drawn = []]) => {
    const value = mean()(drawn) ?? 0;
    return value < middle * 1.001 ? value : NaN;
  });
  assert.ok(found.value !== null && found.interval !== null);
  assert.ok(found.definedShare > 0.3 && found.definedShare < 0.9);
  assert.equal(
    bootstrap([group], () => null),
    { value: null, interval: null, definedShare: 0 },
  );
});

test('a number that is one of few has such ends', () => {
  const group = launchesAt(1e5, 4);
  const middle = mean()(group) ?? 0;
  const step = ([drawn = []]: readonly (readonly Launch[])[]): number =>
    (mean()(drawn) ?? 0) > middle * 1.005 ? 50 : 10;
  assert.equal(bootstrap([group], step, { steps: true }).interval, { low: 10, high: 50, level: 0.95 });
});

test('differences around zero are kept as they are', () => {
  const found = bootstrap(
    [launchesAt(1e5, 5), launchesAt(1e5, 6)],
    ([a = [], b = []]) => (mean()(b) ?? 0) - (mean()(a) ?? 0),
  );
  assert.ok(found.interval !== null && found.interval.low < 0 && found.interval.high > 0);
});

test('a group of two launches, or none, or no group at all has no interval', () => {
  const sum = (groups: readonly (readonly Launch[])[]): number =>
    groups.reduce((total, each) => total + (mean()(each) ?? 0), 0);
  assert.is(bootstrap([launchesAt(1e5, 7), launchesAt(1e5, 8, 2)], sum).interval, null);
  assert.is(bootstrap([[], launchesAt(1e5, 8)], sum).interval, null);
  let asked = 0;
  const counted = bootstrap([launchesAt(1e5, 7, 1), launchesAt(1e5, 8)], () => (asked += 1));
  assert.equal([counted.value, counted.definedShare, asked], [1, 1, 1], 'there is nothing to resample for');
  assert.equal(
    bootstrap([], () => 3),
    { value: 3, interval: null, definedShare: 1 },
  );
});

test.run();
