import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { poissonInterval } from './poisson.js';

test('limits are those that are tabled', () => {
  const rounded = [0, 1, 10, 100].map((count) => {
    const { low, high } = poissonInterval(count, 0.95);
    return [low.toFixed(2), high.toFixed(2)];
  });
  assert.equal(rounded, [
    ['0.00', '3.69'],
    ['0.03', '5.57'],
    ['4.80', '18.39'],
    ['81.36', '121.63'],
  ]);
});

test('of many it is what the normal distribution says', () => {
  const { low, high, level } = poissonInterval(1e6, 0.95);
  assert.ok(Math.abs(low - (1e6 - 1960)) < 5 && Math.abs(high - (1e6 + 1960)) < 5);
  assert.is(level, 0.95);
});

test.run();
