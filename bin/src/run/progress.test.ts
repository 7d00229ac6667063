import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type PlannedTrial, planTrials } from '@wiretax/core/record';
import { fakeHost, sampleExperiment } from '@wiretax/core/testing';
import { lineProgress } from './line-progress.js';
import { liveProgress } from './live-progress.js';
import { progressOn } from './progress.js';
import { trialRecord } from './trial-record.fixture.js';

const order = planTrials(sampleExperiment());
const plan = {
  id: 'run-1',
  directory: '.wiretax/runs/run-1',
  trials: order.length,
  order,
  estimateMs: 48_000,
  warnings: ['no perf'],
};
const { stop, warmup } = sampleExperiment();
const failed = trialRecord({ status: 'failed', error: { code: 'E', message: 'boom', phase: 'setup' } });
const again = /\r(?:\u001b\[\d+A)?\u001b\[J/;

function planned(index: number): PlannedTrial {
  const trial = order[index];
  if (trial === undefined) throw new Error('the sample has trials');
  return trial;
}

function liveOn(columns: number, rows = 24) {
  const written: string[] = [];
  let nowMs = 0;
  const live = liveProgress(
    { write: (text) => written.push(text), columns: () => columns, rows: () => rows },
    { experiment: { stop, warmup }, nowMs: () => nowMs },
  );
  const wait = (ms: number): void => {
    nowMs += ms;
  };
  const lines = (): readonly string[] => (written.at(-1) ?? '').replace(again, '').split('\n');
  return { written, live, wait, lines };
}

test('on a terminal: a bar with the time left, and where it is, drawn in place', () => {
  const { live, lines, wait } = liveOn(200);
  live.started(plan);
  live.trialStarted(planned(0), 0);
  assert.equal(lines(), [`${'░'.repeat(24)}  0/24  about 48 s left`, `${planned(0).cell.id} #1`]);
  wait(1000);
  live.progress({ calls: 10, p50Ns: 20_000, p99Ns: null });
  assert.match(lines()[0] ?? '', /about 47 s left$/);
  assert.match(lines()[1] ?? '', /#1 {2}P50 20\.0 µs$/);
});

test('verdicts and who comes first where, as soon as something can be told', () => {
  const { live, lines } = liveOn(200);
  live.started(plan);
  for (const [index, { cell }] of order.slice(0, 8).entries()) {
    live.trialStarted(planned(index), index);
    live.trialFinished(
      trialRecord({ cell: cell.id, verdicts: index === 0 ? ['unsteady'] : ['valid'] }),
      index,
    );
  }
  assert.match(lines()[0] ?? '', /^████████░{16} {2}8\/24 {2}about \d+ s left$/);
  assert.is(lines()[2], '7 valid, 1 unsteady');
  assert.is(lines().length, 3 + 4);
  assert.match(lines()[3] ?? '', /^\S+ · \d+ clients?: (tcp|rest) 90\.0 µs · (tcp|rest) 1\.00×$/);
});

test('a failed trial stays above it', () => {
  const { live, written } = liveOn(200);
  live.started(plan);
  live.trialStarted(planned(0), 0);
  live.trialFinished(failed, 0);
  assert.ok(written.some((text) => text.endsWith('failed in setup: boom (E)\n')));
});

test('a small terminal gets what has room', () => {
  const { live, lines } = liveOn(20, 3);
  live.started(plan);
  live.trialStarted(planned(0), 0);
  assert.equal(lines(), ['░'.repeat(19)]);
});

test('elsewhere: one line a trial, no escapes', () => {
  const written: string[] = [];
  const lines = lineProgress((text) => written.push(text));
  lines.started({ ...plan, trials: 4, order: order.slice(0, 4) });
  lines.trialStarted(planned(0), 0);
  lines.progress({ calls: 1, p50Ns: 1, p99Ns: 1 });
  lines.trialFinished(trialRecord(), 0);
  lines.trialFinished(failed, 1);
  assert.equal(
    written.map((text) => /^(run-1|warning: no perf|\d\/4).*\n$/.exec(text)?.[1]),
    ['run-1', 'warning: no perf', '1/4', '2/4'],
  );
});

test('of many trials, each quarter says how far it has come', () => {
  const told = (timed: boolean): readonly string[] => {
    const written: string[] = [];
    const timing = { experiment: { stop, warmup }, nowMs: () => 0 };
    const lines = lineProgress((text) => written.push(text), timed ? timing : undefined);
    lines.started(plan);
    for (const [index, { cell }] of order.entries()) {
      lines.trialStarted(planned(index), index);
      lines.trialFinished(trialRecord({ cell: cell.id }), index);
    }
    return written.filter((text) => /^\d+ %/.test(text));
  };
  const lines = told(true);
  assert.equal(
    lines.map((line) => line.split('  ')[0]),
    ['25 %', '50 %', '75 %'],
  );
  assert.match(lines[1] ?? '', /^50 % {2}12 valid {2}fastest \(P50\): .* of 4 {2}about \d+ s left\n$/);
  assert.ok(lines.every((line) => line.length < 80));
  assert.not.match(told(false).join(''), /left/);
});

test('quiet is silent, and a pipe gets lines', () => {
  const host = fakeHost();
  progressOn(host, true, { stop, warmup }).observer.started(plan);
  assert.equal(host.err, []);
  const { observer, end } = progressOn(host, false, { stop, warmup });
  observer.started(plan);
  end();
  assert.is(host.err.length, 2);
});

test.run();
