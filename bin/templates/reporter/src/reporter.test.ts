import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Results } from '@wiretax/core';
import { sampleFailedRow, sampleResults, sampleRow } from '@wiretax/core/testing';
import { reporter } from './reporter.js';

test('one line a cell', () => {
  const rows = [
    sampleRow({ rate: 1234, p50Us: 50, tailRatio: 3 }),
    sampleRow({ rate: 99, p50Us: 20, clients: 1, calls: 500 }),
    sampleFailedRow({ transport: 'rest' }),
  ];
  assert.equal(
    printed(sampleResults(rows)),
    `${sampleResults().manifest.id}: 3 cells
tcp.64B.c10: 1234/s, P50 50.0 µs, P99 150 µs
tcp.64B.c1: 99/s, P50 20.0 µs, P99 –
rest.64B.c10: –, P50 –, P99 – (failed)
`,
  );
});

test('a run without rows', () => {
  assert.match(printed(sampleResults([])), /: no cells\n$/);
});

function printed(results: Results): string {
  const texts: string[] = [];
  const print = (text: string): void => void texts.push(text);
  void reporter.report(results, { print, write: () => assert.fail(), columns: 0, color: false });
  return texts.join('');
}
