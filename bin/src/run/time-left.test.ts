import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { roughDuration, timeLeftMs } from './time-left.js';

test('durations as a person says them', () => {
  assert.equal([10, 12_400, 60_000, 65_000, 3_660_000].map(roughDuration), [
    '1 s',
    '12 s',
    '1 min',
    '1 min 5 s',
    '1 h 1 min',
  ]);
});

test('what is left starts with the estimate and follows experience', () => {
  assert.is(timeLeftMs(10_000, 10, 0, 0), 10_000);
  assert.is(timeLeftMs(10_000, 10, 9, 19_000), 2000);
  assert.is(timeLeftMs(10_000, 10, 10, 20_000), 0);
  assert.is(timeLeftMs(0, 0, 0, 0), 0);
});

test.run();
