import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type PlannedTrial, planTrials } from '@wiretax/core/record';
import { fakeHost, sampleExperiment } from '@wiretax/core/testing';
import { lineProgress } from './line-progress.js';
import { liveProgress } from './live-progress.js';
import { progressOn } from './progress.js';
import { trialRecord } from './trial-record.fixture.js';

const plan = {
  id: 'run-1',
  directory: '.wiretax/runs/run-1',
  trials: 4,
  estimateMs: 8000,
  warnings: ['no perf'],
};
const failed = trialRecord({ status: 'failed', error: { code: 'E', message: 'boom', phase: 'setup' } });

function planned(): PlannedTrial {
  const [first] = planTrials(sampleExperiment());
  if (first === undefined) throw new Error('the sample has trials');
  return first;
}

function liveOn(columns: number) {
  const written: string[] = [];
  let nowMs = 0;
  const live = liveProgress({
    write: (text) => written.push(text),
    columns: () => columns,
    nowMs: () => nowMs,
  });
  const wait = (ms: number): void => {
    nowMs += ms;
  };
  const last = (): string => written.at(-1) ?? '';
  return { written, live, wait, last };
}

test('on a terminal: one line, drawn in place, with where, P50, P99 and the time left', () => {
  const { live, last } = liveOn(200);
  live.started(plan);
  live.trialStarted(planned(), 0);
  assert.match(last(), /^\r\u001b\[2K1\/4 \S+ #1 {2}about 8 s left$/);
  live.progress({ calls: 10, p50Ns: 20_000, p99Ns: null });
  assert.match(last(), /1\/4 \S+ #1 {2}P50 20\.0 µs {2}about/);
  assert.not.match(last(), /P99|\n/);
});

test('the time left follows what trials really take', () => {
  const { live, wait, last } = liveOn(200);
  live.started(plan);
  live.trialStarted(planned(), 0);
  wait(8000);
  live.trialFinished(trialRecord(), 0);
  assert.match(last(), /about 15 s left/);
});

test('a failed trial stays above the line', () => {
  const { live, written } = liveOn(200);
  live.started(plan);
  live.trialStarted(planned(), 0);
  live.trialFinished(failed, 0);
  assert.ok(written.some((text) => text.endsWith('failed in setup: boom (E)\n')));
});

test('the line never wraps', () => {
  const { live, last } = liveOn(20);
  live.started(plan);
  live.trialStarted(planned(), 0);
  assert.is(last().replace('\r\u001b[2K', '').length, 19);
});

test('elsewhere: one line a trial, no escapes', () => {
  const written: string[] = [];
  const lines = lineProgress((text) => written.push(text));
  lines.started(plan);
  lines.trialStarted(planned(), 0);
  lines.progress({ calls: 1, p50Ns: 1, p99Ns: 1 });
  lines.trialFinished(trialRecord(), 0);
  lines.trialFinished(failed, 1);
  assert.equal(
    written.map((text) => /^(run-1|warning: no perf|\d\/4).*\n$/.exec(text)?.[1]),
    ['run-1', 'warning: no perf', '1/4', '2/4'],
  );
});

test('quiet is silent, and a pipe gets lines', () => {
  const host = fakeHost();
  progressOn(host, true).observer.started(plan);
  assert.equal(host.err, []);
  const { observer, end } = progressOn(host, false);
  observer.started(plan);
  end();
  assert.is(host.err.length, 2);
});

test.run();
