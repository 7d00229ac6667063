import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleFailedRow, sampleResults, sampleRow } from '@wiretax/core/testing';
import { analysis } from './analysis.js';

test('finds the longest tail', () => {
  const rows = [
    sampleRow({ transport: 'tcp', tailRatio: 3, p50Us: 100 }),
    sampleRow({ transport: 'rest', tailRatio: 7.5, p50Us: 100 }),
  ];
  const [finding, ...others] = analysis.analyse(sampleResults(rows));
  assert.deepEqual(others, []);
  assert.deepEqual(finding?.cells, ['rest.64B.c10']);
  assert.equal(finding.numbers['p99OverP50Ratio'], 7.5);
  assert.match(
    finding.statement,
    /takes 7\.50 times as long .* P99 750 µs against P50 100 µs, the most of 2 cells\.$/,
  );
});

test('says nothing of rows that failed, are struck, or have too few calls for a P99', () => {
  const rows = [sampleFailedRow(), sampleRow({ verdicts: ['under-driven'] }), sampleRow({ calls: 500 })];
  assert.deepEqual(analysis.analyse(sampleResults(rows)), []);
});
