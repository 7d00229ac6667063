import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { PlannedTrial } from '@wiretax/core/record';
import { sampleCell, use } from '@wiretax/core/testing';
import { type FinishedTrial, Forecast } from './forecast.js';
import { type RecordedRun, recordedRuns } from './recorded-runs.fixture.js';

interface Recorded {
  readonly planned: PlannedTrial;
  readonly durationMs: number;
  readonly finished: FinishedTrial;
}

function trialsOf({ trials }: RecordedRun): readonly Recorded[] {
  return trials
    .trim()
    .split(/,\s*|\n\s*/)
    .map((entry) => {
      const [id = '', ...figures] = entry.split(' ');
      const [durationMs = 0, warmupMs = 0, windowMs = 0, throughput = 0] = figures.map(Number);
      const [transport = ''] = id.split('.');
      const concurrency = Number(/\.c(\d+)/.exec(id)?.[1]);
      return {
        planned: {
          cell: { ...sampleCell(), id, transport: use(transport), concurrency },
          trial: 1,
          control: transport === 'ceiling',
        },
        durationMs,
        finished: {
          durationNs: durationMs * 1e6,
          phasesNs: { warmup: warmupMs * 1e6 },
          measured: { durationNs: windowMs * 1e6, throughput },
        },
      };
    });
}

interface Shown {
  readonly nowMs: number;
  readonly leftMs: number;
}

const betweenUpdatesMs = 500;

/** What is shown while a run goes as it was recorded, from a tenth of its trials on: with each step, and twice a second. */
function shownDuring(run: RecordedRun): readonly Shown[] {
  const trials = trialsOf(run);
  const order = trials.map(({ planned }) => planned);
  const forecast = new Forecast(run.timing, { order, estimateMs: run.estimateMs });
  const shown: Shown[] = [];
  let nowMs = 0;
  for (const [index, { durationMs, finished }] of trials.entries()) {
    const show = (atMs: number): void => {
      if (index >= trials.length / 10) shown.push({ nowMs: atMs, leftMs: forecast.leftMs(atMs) });
    };
    forecast.begin(index, nowMs);
    for (let ms = 0; ms < durationMs; ms += betweenUpdatesMs) show(nowMs + ms);
    nowMs += durationMs;
    forecast.end(finished, index, nowMs);
    if (index < trials.length - 1) show(nowMs);
  }
  assert.is(forecast.leftMs(nowMs), 0);
  return shown;
}

for (const run of recordedRuns) {
  test(`${run.name}: the end that is expected moves by at most half of what is left`, () => {
    const shown = shownDuring(run);
    let [before] = shown;
    for (const now of shown) {
      assert.ok(before);
      const movedMs = Math.abs(now.nowMs + now.leftMs - before.nowMs - before.leftMs);
      assert.ok(
        movedMs <= before.leftMs / 2 + 1e-6,
        `at ${String(before.nowMs)} ms, ${String(before.leftMs)} ms left: moved by ${String(movedMs)} ms`,
      );
      before = now;
    }
  });

  test(`${run.name}: from a tenth of its trials on, what is said to be left is about right`, () => {
    const shown = shownDuring(run);
    const endMs = trialsOf(run).reduce((sum, { durationMs }) => sum + durationMs, 0);
    const errors = shown.map(
      ({ nowMs, leftMs }) => Math.abs(leftMs - (endMs - nowMs)) / (endMs - nowMs + 5000),
    );
    assert.ok(Math.max(...errors) < 0.5, String(Math.max(...errors)));
  });
}

const timing = { stop: { durationMs: 1000 }, warmup: { minMs: 0, maxMs: 2000, minCalls: 0 } };

function trial(transport: string, concurrency = 1): PlannedTrial {
  const id = `${transport}.64B.c${String(concurrency)}`;
  return { cell: { ...sampleCell(), id, transport: use(transport), concurrency }, trial: 1, control: false };
}

const took = (ms: number, warmupMs: number): FinishedTrial => ({
  durationNs: ms * 1e6,
  phasesNs: { warmup: warmupMs * 1e6 },
});

test('before a trial has ended, the estimate of the plan stands, and time runs', () => {
  const forecast = new Forecast(timing, { order: [trial('tcp'), trial('rest')], estimateMs: 5000 });
  forecast.begin(0, 0);
  assert.is(forecast.leftMs(0), 5000);
  assert.is(forecast.leftMs(500), 4500);
});

test('the warm-up of a transport is expected of its other cells', () => {
  const order = [trial('tcp'), trial('grpc'), trial('tcp', 2), trial('grpc', 2)];
  const forecast = new Forecast(timing, { order, estimateMs: 12_000 });
  forecast.end(took(2000, 200), 0, 2000);
  forecast.end(took(8000, 6200), 1, 10_000);
  const bothMs = forecast.leftMs(10_000);
  forecast.end(took(2000, 200), 2, 12_000);
  const grpcMs = forecast.leftMs(12_000);
  assert.ok(grpcMs > 2 * (bothMs - grpcMs) * 0.7, `${String(bothMs)} of both, ${String(grpcMs)} of grpc`);
});

test('windows of a number of calls last as the rate of the transport says', () => {
  const byCalls = { stop: { requests: 1000 }, warmup: { minMs: 0, maxMs: 0, minCalls: 0 } };
  const order = [trial('grpc'), trial('grpc', 100)];
  const forecast = new Forecast(byCalls, { order, estimateMs: 10_100 });
  forecast.end({ ...took(1000, 0), measured: { durationNs: 1e9, throughput: 1000 } }, 0, 1000);
  assert.ok(forecast.leftMs(1000) > 20_000);
});

test('as long as a trial runs, something is left', () => {
  const forecast = new Forecast(timing, { order: [trial('tcp')], estimateMs: 3000 });
  forecast.begin(0, 0);
  assert.is(forecast.leftMs(60_000), 1000);
  forecast.end(took(60_000, 58_000), 0, 60_000);
  assert.is(forecast.leftMs(60_000), 0);
});

test.run();
