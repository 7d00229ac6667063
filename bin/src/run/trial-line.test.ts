import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { latency } from '@wiretax/core/testing';
import { formatRate, trialLine } from './trial-line.js';
import { trialRecord } from './trial-record.fixture.js';

test('a finished trial: how fast, and what of it', () => {
  const line = trialLine(trialRecord({ verdicts: ['client-bound', 'unsteady'] }), '3/9');
  assert.match(
    line,
    /^3\/9 tcp\.64B\.c1 #2 {2}.+\/s {2}P50 90\.0 µs {2}P99 300 µs {2}client-bound, unsteady$/,
  );
});

test('the ceiling is not held against itself', () => {
  const line = trialLine(trialRecord({ control: true, verdicts: ['disturbed', 'harness-limited'] }), '1/9');
  assert.match(line, /disturbed, ceiling$/);
});

test('a percentile that the sample does not support is left out', () => {
  const record = trialRecord();
  if (record.measured === undefined) throw new Error('the fixture is measured');
  const measured = { ...record.measured, response: latency({ p99: null }) };
  assert.not.match(trialLine({ ...record, measured }, '1/1'), /P99/);
});

test('a failed trial: in which phase, and why', () => {
  const error = { code: 'E_PEER', message: 'server exited', phase: 'measure' } as const;
  const record = trialRecord({ status: 'failed', error });
  assert.is(trialLine(record, '1/9'), '1/9 tcp.64B.c1 #2  failed in measure: server exited (E_PEER)');
});

test('rates are short', () => {
  assert.equal([0, 7.5, 999, 24_123].map(formatRate), ['0 /s', '7.50 /s', '999 /s', '24.1 k/s']);
});

test.run();
