import { sampleRowMetric } from '@wiretax/core/testing';
import { syntheticStudies } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { scaling } from './analysis.js';

test('fewer than three launches are no reason for an interval', () => {
  for (const launches of [1, 2]) {
    const studies = syntheticStudies({
      launches,
      bytes: [64, 4096],
      cell: ({ clients }) => ({
        metrics: [
          sampleRowMetric({ name: 'page-faults.minor', kind: 'counter', unit: 'count', perCall: clients }),
        ],
      }),
    });
    const findings = scaling.analyse(studies(1));
    assert.ok(findings.length > 0);
    assert.ok(findings.every(({ interval }) => interval === undefined));
    assert.ok(findings.every(({ statement }) => statement.includes('no interval')));
  }
});

test.run();
