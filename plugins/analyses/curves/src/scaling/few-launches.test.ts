import { sampleRowMetric } from '@wiretax/core/testing';
import { syntheticStudies, unsupportedIntervals } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { scaling } from './analysis.js';

test('fewer than three launches are no reason for an interval', () => {
  const found = unsupportedIntervals(scaling, (launches) =>
    syntheticStudies({
      launches,
      bytes: [64, 4096],
      cell: ({ clients }) => ({
        metrics: [
          sampleRowMetric({ name: 'page-faults.minor', kind: 'counter', unit: 'count', perCall: clients }),
        ],
      }),
    })(1),
  );
  assert.equal(found, []);
});

test.run();
