import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { roughDuration } from './rough-duration.js';

test('durations as a person says them', () => {
  assert.equal([10, 12_400, 60_000, 65_000, 3_660_000].map(roughDuration), [
    '1 s',
    '12 s',
    '1 min',
    '1 min 5 s',
    '1 h 1 min',
  ]);
});

test.run();
