import { sampleFailedRow, sampleRow } from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { seriesOver } from './series.js';

const rows = [
  sampleRow({ bytes: 4096, clients: 10 }),
  sampleRow({ bytes: 64, clients: 10 }),
  sampleRow({ bytes: 64, clients: 1 }),
  sampleRow({ bytes: 64, replyBytes: 4096, clients: 10 }),
  sampleRow({ transport: 'rest', bytes: 64, clients: 10 }),
  sampleRow({ bytes: 64, clients: 10, flow: 'semaphore' }),
  sampleFailedRow({ bytes: 65_536, clients: 10 }),
];

const shown = (axis: 'size' | 'concurrency'): readonly string[] =>
  seriesOver(rows, axis).map(
    ({ label, fixed, points }) => `${label} ${fixed}: ${points.map(({ x }) => String(x)).join()}`,
  );

test('rows that differ in size only are a curve over size', () => {
  assert.equal(shown('size'), [
    'tcp c10: 64,4096',
    'tcp c1: 64',
    'tcp c10: 64',
    'rest c10: 64',
    'tcp.semaphore c10: 64',
  ]);
});

test('rows that differ in concurrency only are a curve over concurrency', () => {
  assert.equal(shown('concurrency'), [
    'tcp 4KiB: 10',
    'tcp 64B: 1,10',
    'tcp 64B-4KiB: 10',
    'rest 64B: 10',
    'tcp.semaphore 64B: 10',
  ]);
});

test('keys tell series apart, and a repeated point is one', () => {
  const keys = seriesOver([...rows, ...rows], 'size').map(({ key }) => key);
  assert.is(new Set(keys).size, 5);
  assert.equal(
    seriesOver([...rows, ...rows], 'size').map(({ points }) => points.length),
    [2, 1, 1, 1, 1],
  );
  assert.equal(seriesOver([], 'size'), []);
});

test.run();
