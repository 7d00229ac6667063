import { crossingStudy, syntheticStudies, unsupportedIntervals } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { kneesBy } from './analysis.js';

test('fewer than three launches are no reason for an interval', () => {
  const knee = kneesBy({ sloNs: undefined, amplification: 5, gain: 0.1 });
  const found = unsupportedIntervals(knee, (launches) => syntheticStudies({ ...crossingStudy, launches })(1));
  assert.equal(found, []);
});

test.run();
