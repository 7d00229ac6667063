import { syntheticStudies, unsupportedIntervals } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { usl } from './analysis.js';

test('fewer than three launches are no reason for an interval', () => {
  const found = unsupportedIntervals(usl, (launches) =>
    syntheticStudies({
      launches,
      bytes: [64, 4096],
      clients: [1, 10, 50, 100],
      launchNoise: 0.01,
      cell: ({ clients }) => ({
        throughput: (2e4 * clients) / (1 + 0.05 * (clients - 1) + 1e-3 * clients * (clients - 1)),
      }),
    })(1),
  );
  assert.equal(found, []);
});

test.run();
