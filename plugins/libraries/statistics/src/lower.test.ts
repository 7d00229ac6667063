import type { Launch } from '@wiretax/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Effect } from './effect.js';
import { lowerOf, lowestOf, standingOf } from './lower.js';
import { quantile } from './statistic.js';
import { syntheticLaunches } from './synthetic-launches.js';

const group = (
  name: string,
  p50Ns: number,
  seed: number,
  launches = 5,
): { name: string; launches: Launch[] } => ({
  name,
  launches: syntheticLaunches({ launches, calls: 300, p50Ns, launchNoise: 0.03, seed }),
});
const p50 = quantile(0.5);

test('lower is what is lower by more than 3 % and by more than chance', () => {
  assert.is(lowerOf({ ratio: 1.1, pValue: 0.01 }), 'a');
  assert.is(lowerOf({ ratio: 0.9, pValue: 0.01 }), 'b');
  assert.is(lowerOf({ ratio: 1.1, pValue: 0.06 }), null);
  assert.is(lowerOf({ ratio: 1.02, pValue: 1e-9 }), null);
  assert.is(lowerOf({ ratio: 1.1, pValue: 0.01 }, 0.08), null);
});

test('without an interval only by more than 30 %', () => {
  assert.is(lowerOf({ ratio: 1.2, pValue: null }), null);
  assert.is(lowerOf({ ratio: 1.4, pValue: null }), 'a');
});

test('the lowest of several is told with the next', () => {
  const found = lowestOf([group('b', 2e5, 1), group('c', 3e5, 2), group('a', 1e5, 3)], p50);
  assert.equal([found?.best.name, found?.rival.name], ['a', 'b']);
  assert.ok(Math.abs((found?.effect.ratio ?? 0) / 2 - 1) < 0.1);
  assert.ok((found?.pValue ?? 1) < 0.001);
});

test('it is no lower than the one that it is least certain of, which is named', () => {
  const vague = {
    name: 'vague',
    launches: [6e4, 2e5, 9e5].flatMap((p50Ns) => group('', p50Ns, 4, 1).launches),
  };
  const found = lowestOf([group('a', 1e5, 1), group('b', 1.2e5, 2), vague], p50);
  assert.equal([found?.best.name, found?.rival.name], ['a', 'vague']);
  assert.ok((found?.pValue ?? 0) > 0.05);
  const next = lowestOf([group('a', 1e5, 1), group('b', 1.2e5, 2)], p50);
  assert.equal(found?.second, next?.effect, 'the second is told as well');
});

test('it is least certain of one without an interval', () => {
  const found = lowestOf([group('a', 1e5, 1), group('b', 2e5, 2), group('once', 9e5, 3, 1)], p50);
  assert.equal([found?.best.name, found?.rival.name, found?.pValue], ['a', 'once', null]);
  assert.is(found && standingOf(found), 'no-interval');
});

test('what may be said of the lowest', () => {
  const standing = (ratio: number, half: number, pValue: number | null): string => {
    const interval = pValue === null ? null : { low: ratio - half, high: ratio + half, level: 0.95 };
    const effect: Effect = { ratio, interval, pValue, launches: [5, 5] };
    return standingOf({ best: 'a', rival: 'b', value: 1, second: effect, effect, pValue });
  };
  assert.equal(
    [
      standing(1.2, 0.1, 0.01),
      standing(1.2, 0.1, 0.06),
      standing(1.01, 0.01, 0.001),
      standing(1.025, 0.01, 0.001),
      standing(1.2, 0.3, 0.2),
      standing(2, 0, null),
    ],
    ['lowest', 'by-chance', 'alike', 'unsure', 'unsure', 'no-interval'],
  );
});

test('one of several that are alike comes out as the lowest once in twenty times at most', () => {
  const runs = 300;
  let chosen = 0;
  for (let run = 0; run < runs; run += 1) {
    const groups = ['a', 'b', 'c', 'd'].map((name, index) => group(name, 1e5, 10 * run + index));
    if ((lowestOf(groups, p50)?.pValue ?? 1) <= 0.05) chosen += 1;
  }
  assert.ok(chosen <= 0.05 * runs, String(chosen));
});

test('one launch has no p-value, a figure of zero no ratio, and one alone no rival', () => {
  assert.is(lowestOf([group('a', 1e5, 1, 1), group('b', 2e5, 2)], p50)?.pValue, null);
  assert.is(
    lowestOf([group('a', 1e5, 1), group('b', 2e5, 2)], () => 0),
    undefined,
  );
  assert.is(lowestOf([group('a', 1e5, 1)], p50), undefined);
});

test.run();
