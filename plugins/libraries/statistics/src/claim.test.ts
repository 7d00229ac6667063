import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { claimOf } from './claim.js';
import { claimWords, equalWords, unknownWords } from './claim-words.js';
import type { Effect } from './effect.js';
import { launchesToTell, mostPromised } from './launches-needed.js';

function effect(low: number, ratio: number, high: number, changes: Partial<Effect> = {}): Effect {
  return { ratio, interval: { low, high, level: 0.95 }, pValue: 0.001, launches: [5, 5], ...changes };
}
const none: Effect = { ratio: 2, interval: null, pValue: null, launches: [1, 1] };
const words = (of: Effect, options: Parameters<typeof claimOf>[1] = {}): string =>
  claimWords(claimOf(of, options), ['tcp', 'rest']);

test('one is better, the two are equal, it is not known yet, or there is an order only', () => {
  assert.is(words(effect(1.55, 1.62, 1.7)), 'tcp is faster than rest by 1.62 times (95 %: 1.55 to 1.70)');
  assert.is(words(effect(0.5, 0.5, 0.5)), 'rest is faster than tcp by 2.00 times (95 %: 2.00 to 2.00)');
  assert.is(words(effect(0.98, 1, 1.02)), 'tcp and rest are equal within 3 %');
  assert.is(
    words(effect(0.9, 1.2, 1.6)),
    'whether tcp or rest is faster is not known yet, about 20 launches would tell',
  );
  assert.is(words(none), 'tcp came before rest');
});

test('where more is better the ratio is turned', () => {
  const rates = { lowerIsBetter: false };
  assert.is(
    words(effect(1.55, 1.62, 1.7), rates),
    'rest is faster than tcp by 1.62 times (95 %: 1.55 to 1.70)',
  );
  assert.is(
    words(effect(0.4, 0.5, 0.8), rates),
    'tcp is faster than rest by 2.00 times (95 %: 1.25 to 2.50)',
  );
});

test('a claim that is chance among so many is not known yet', () => {
  const doubtful = effect(1.01, 1.2, 1.4);
  assert.is(claimOf(doubtful, { pValue: 0.04 }).told, 'differ');
  const { told, launches = 0 } = claimOf(doubtful, { pValue: 0.3, claims: 12 });
  assert.is(told, 'unknown');
  assert.ok(launches > 5 && launches <= mostPromised, String(launches));
});

test('the launches that would tell: more than there are, the more the less there is to see, and no promise beyond 50', () => {
  const needed = [1.5, 1.3, 1.2, 1.1].map((ratio) => launchesToTell(effect(ratio / 1.3, ratio, ratio * 1.3)));
  assert.equal(
    needed,
    needed.toSorted((a, b) => a - b),
  );
  assert.ok(needed.every((count) => count > 5));
  assert.is(launchesToTell(effect(0.5, 1.02, 2)), mostPromised + 1);
  assert.ok(launchesToTell(effect(0.96, 1, 1.04)) < 20);
  assert.is(launchesToTell(none), mostPromised + 1);
  assert.ok(launchesToTell(effect(1, 1.3, 1.6), 20) > launchesToTell(effect(1, 1.3, 1.6)));
});

test('the wordings alone', () => {
  assert.equal([equalWords(), equalWords(0.1)], ['equal within 3 %', 'equal within 10 %']);
  assert.is(unknownWords(12), 'not known yet, about 12 launches would tell');
  assert.is(unknownWords(mostPromised + 1), 'not known yet, more than 50 launches would tell');
  assert.is(unknownWords(), 'not known yet');
});

test.run();
