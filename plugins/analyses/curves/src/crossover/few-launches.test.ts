import { crossingStudy, syntheticStudies, unsupportedIntervals } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { crossover } from './analysis.js';

test('fewer than three launches are no reason for an interval', () => {
  const found = unsupportedIntervals(crossover, (launches) =>
    syntheticStudies({ ...crossingStudy, launches })(1),
  );
  assert.equal(found, []);
});

test.run();
