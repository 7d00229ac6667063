import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { planTrials } from '@wiretax/core/record';
import { sampleExperiment, use } from '@wiretax/core/testing';
import { planSummary } from './plan-summary.js';

function summary(experiment: ReturnType<typeof sampleExperiment>): string {
  return planSummary(experiment, planTrials(experiment), 65_000);
}

test('the matrix, the trials, their order and the time', () => {
  const text = summary(sampleExperiment({}, { ceiling: true, stop: { requests: 10, durationMs: 5 } }));
  assert.match(
    text,
    /^test: 8 cells × 3 launches = 24 trials, and 4 trials of the null transport as the ceiling\n/,
  );
  assert.match(text, /\n {2}transport {5}tcp, rest\n {2}size {10}64B, 4KiB\n {2}clients {7}1, 10\n/);
  assert.match(text, /window {8}10 calls per client or 5 ms, whichever comes first\n/);
  assert.match(text, /order {9}seed 1: \S+ #1, \S+ #1, \S+ #1, \S+ #1, …\n/);
  assert.match(text, /time {10}about 1 min 5 s\n$/);
  assert.not.match(text, /\n {2}cells/);
});

test('a matrix with holes lists its cells', () => {
  const text = summary(sampleExperiment({}, { exclude: [{ transport: [use('rest')], concurrency: [10] }] }));
  assert.match(text, /^test: 6 cells/);
  assert.match(text, /\n {2}cells {9}tcp\.64B\.c1, rest\.64B\.c1, tcp\.64B\.c10, /);
});

test.run();
