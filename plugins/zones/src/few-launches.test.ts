import { syntheticStudies } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { zones } from './analysis.js';

test('fewer than three launches are no reason for an interval', () => {
  for (const launches of [1, 2]) {
    const studies = syntheticStudies({
      launches,
      transports: ['tcp', 'grpc'],
      bytes: [64, 4096],
      clients: [1, 10, 50],
      p50Ns: ({ transport, bytes }) => ((bytes === 64) === (transport === 'tcp') ? 1e5 : 2e5),
      cell: ({ clients }) => ({ tailRatio: clients }),
    });
    const findings = zones.analyse(studies(1));
    assert.ok(findings.length > 0);
    assert.ok(findings.every(({ interval }) => interval === undefined));
    assert.ok(findings.every(({ statement }) => statement.includes('no interval')));
  }
});

test.run();
