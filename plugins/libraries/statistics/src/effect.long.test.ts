import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compareLaunches, conclude, type Conclusion, type Effect } from './effect.js';
import { mean, quantile, type Statistic, throughput } from './statistic.js';
import { syntheticLaunches } from './synthetic.js';

const simulated = 200;

/** Shares of simulated comparisons that conclude a difference of more than 3 %; b is slower by a factor. */
function concluded(launches: number, launchNoise: number, slowdown: number, statistic: Statistic): number {
  let claims = 0;
  for (let run = 0; run < simulated; run += 1) {
    const side = (p50Ns: number, seed: number): ReturnType<typeof syntheticLaunches> =>
      syntheticLaunches({ launches, calls: 1000, tailRatio: 1.6, launchNoise, p50Ns, seed });
    const effect = compareLaunches(
      side(50_000, 2 * run + 1),
      side(50_000 * slowdown, 2 * run + 2),
      statistic,
    );
    const conclusion = effect === null ? 'undecided' : conclude(effect, 0.03, true);
    if (conclusion === 'slower' || conclusion === 'faster') claims += 1;
  }
  return claims / simulated;
}

test('of simulated comparisons of a thing with itself about 5 % claim a difference or fewer', () => {
  for (const [launches, noise] of [
    [3, 0.03],
    [5, 0.02],
    [5, 0.03],
    [10, 0.03],
  ] as const) {
    const share = concluded(launches, noise, 1, quantile(0.5));
    // Two standard errors of a share of 200 are 3 points.
    assert.ok(share <= 0.08, `${String(launches)} launches, noise ${String(noise)}: ${String(share)}`);
  }
});

test('a slowdown of 10 % is found in at least 95 % of simulated runs with five launches that differ by 3 %', () => {
  for (const noise of [0.02, 0.03])
    for (const statistic of [quantile(0.5), mean()]) {
      const share = concluded(5, noise, 1.1, statistic);
      assert.ok(share >= 0.95, `noise ${String(noise)}: ${String(share)}`);
    }
});

test('the ratio is b over a, with a p-value that agrees with the interval', () => {
  const a = syntheticLaunches({ launches: 5, calls: 3000, p50Ns: 1e6, launchNoise: 0.02, seed: 1 });
  const b = syntheticLaunches({ launches: 4, calls: 3000, p50Ns: 2e6, launchNoise: 0.02, seed: 2 });
  const effect = compareLaunches(a, b, quantile(0.5));
  assert.ok(effect?.interval && effect.interval.low < 2 && effect.interval.high > 1.9);
  assert.equal(effect.launches, [5, 4]);
  assert.ok((effect.pValue ?? 1) < 1e-4);
  assert.ok((compareLaunches(a, b, throughput)?.ratio ?? 1) < 0.6);
  assert.ok((compareLaunches(a, a, mean())?.pValue ?? 0) > 0.999);
});

test('one launch a side has an effect without an interval, none has no effect', () => {
  const one = syntheticLaunches({ launches: 1, calls: 3000, p50Ns: 1e6, seed: 1 });
  const effect = compareLaunches(one, one, mean());
  assert.ok(effect !== null);
  assert.is(effect.interval, null);
  assert.is(effect.pValue, null);
  assert.is(conclude(effect, 0.03, true), 'no-interval');
  assert.is(compareLaunches(one, [], mean()), null);
});

test('conclusions', () => {
  const effect = (low: number, ratio: number, high: number): Effect => ({
    ratio,
    interval: { low, high, level: 0.95 },
    pValue: 0.5,
    launches: [5, 5],
  });
  const cases: readonly (readonly [Effect, Conclusion, Conclusion])[] = [
    [effect(1.05, 1.1, 1.15), 'slower', 'faster'],
    [effect(0.85, 0.9, 0.95), 'faster', 'slower'],
    [effect(0.99, 1, 1.01), 'equivalent', 'equivalent'],
    [effect(1.01, 1.015, 1.02), 'equivalent', 'equivalent'],
    [effect(0.9, 1, 1.1), 'undecided', 'undecided'],
    [effect(1.01, 1.02, 1.05), 'undecided', 'undecided'],
    [effect(0.99, 1.2, 1.4), 'undecided', 'undecided'],
  ];
  for (const [each, lower, higher] of cases) {
    assert.is(conclude(each, 0.03, true), lower);
    assert.is(conclude(each, 0.03, false), higher);
  }
  assert.is(conclude(effect(1, 1, 1), 0, true), 'undecided');
});

test.run();
