import { sampleResults } from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { steps } from './analysis.js';
import { plantedRows } from './planted.test.support.js';

test('fewer than three launches are no reason for an interval', () => {
  const counters = { 'page-faults.minor': (bytes: number) => (bytes < 32_768 ? 1 : 8) };
  for (const launches of [1, 2]) {
    const findings = steps.analyse(sampleResults(plantedRows({ counters, launches }, 1)));
    assert.ok(findings.length > 0);
    assert.ok(findings.every(({ interval }) => interval === undefined));
    assert.ok(findings.every(({ statement }) => statement.includes('no interval')));
  }
});

test.run();
