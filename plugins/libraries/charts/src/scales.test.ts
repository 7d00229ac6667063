import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { chosen, levelTicks, logDomain, logTicks } from './scales.js';

test('ticks of a log axis are round, within the range, and few', () => {
  assert.equal(logTicks([15, 900]), [20, 50, 100, 200, 500]);
  assert.equal(logTicks([1, 1e9]), [1, 1e2, 1e4, 1e6, 1e8].slice(0, 5));
  fc.assert(
    fc.property(
      fc.double({ min: -8, max: 11, noNaN: true }),
      fc.double({ min: 0.4, max: 12, noNaN: true }),
      (start, width) => {
        const [low, high] = [10 ** start, 10 ** (start + width)];
        const ticks = logTicks([low, high]);
        assert.ok(ticks.length >= 1 && ticks.length <= 6, ticks.join(' '));
        assert.ok(ticks.every((tick) => tick >= low && tick <= high));
      },
    ),
  );
});

test('a log domain has room and needs a positive value', () => {
  assert.equal(logDomain([null, 0, 10, 1000], 2), [5, 2000]);
  assert.is(logDomain([0, null, Number.NaN]), undefined);
});

test('levels are thinned out, both ends stay', () => {
  assert.equal(levelTicks([1, 10, 50, 100, 500], 10), [1, 10, 50, 100, 500]);
  assert.equal(levelTicks([500, 1, 400, 450], 4), [1, 500]);
  assert.equal(levelTicks([64], 4), [64]);
});

test('chosen values keep their order and both ends', () => {
  assert.equal(chosen([1, 2, 3, 4, 5, 6, 7], 3), [1, 4, 7]);
  assert.equal(chosen([1, 2], 3), [1, 2]);
});

test.run();
