import { sampleResults } from '@wiretax/core/testing';
import { unsupportedIntervals } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { steps } from './analysis.js';
import { plantedRows } from './planted.test.support.js';

test('fewer than three launches are no reason for an interval', () => {
  const counters = { 'page-faults.minor': (bytes: number) => (bytes < 32_768 ? 1 : 8) };
  const found = unsupportedIntervals(steps, (launches) =>
    sampleResults(plantedRows({ counters, launches }, 1)),
  );
  assert.equal(found, []);
});

test.run();
