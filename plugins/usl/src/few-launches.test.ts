import { syntheticStudies } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { usl } from './analysis.js';

test('fewer than three launches are no reason for an interval', () => {
  for (const launches of [1, 2]) {
    const studies = syntheticStudies({
      launches,
      bytes: [64, 4096],
      clients: [1, 10, 50, 100],
      launchNoise: 0.01,
      cell: ({ clients }) => ({
        throughput: (2e4 * clients) / (1 + 0.05 * (clients - 1) + 1e-3 * clients * (clients - 1)),
      }),
    });
    const findings = usl.analyse(studies(1));
    assert.ok(findings.length > 0);
    assert.ok(findings.every(({ interval }) => interval === undefined));
    assert.ok(findings.every(({ statement }) => statement.includes('no interval')));
  }
});

test.run();
