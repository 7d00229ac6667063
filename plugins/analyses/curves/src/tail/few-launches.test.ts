import { crossingStudy, syntheticStudies, unsupportedIntervals } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { tail } from './analysis.js';

test('fewer than three launches are no reason for an interval', () => {
  const found = unsupportedIntervals(tail, (launches) =>
    syntheticStudies({ ...crossingStudy, launches, calls: 2000 })(1),
  );
  assert.equal(found, []);
});

test.run();
