import type { Results, TrialRecord } from '@wiretax/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withCli } from './cli.js';
import { runJson } from './run-results.js';

const study = {
  transport: 'tcp',
  size: '64B',
  concurrency: 4,
  duration: '1s',
  warmup: { min: '100ms', max: '300ms', calls: 1, settle: '50ms' },
  repetitions: 1,
  ceiling: false,
  collectors: [],
};

/** What one trial measured. */
async function measuredOf(
  more: object,
): Promise<NonNullable<TrialRecord['measured']> & { notes: readonly string[] }> {
  let results: Results | undefined;
  await withCli({ 'wiretax.config.json': JSON.stringify({ ...study, ...more }) }, async (cli) => {
    results = await runJson(cli);
  });
  const [trial] = results?.trials ?? [];
  if (trial?.measured === undefined) throw new Error(trial?.error?.message ?? 'no trial');
  return { ...trial.measured, notes: trial.notes };
}

const mean = ({ mean: ns }: { readonly mean: number | null }): number => ns ?? Number.NaN;

for (const [use, deviations] of [
  ['poisson', 6],
  ['constant', 0],
] as const) {
  test(`${use} offers the rate that was asked for, and response counts from the planned instant`, async () => {
    const { tally, response, service, lag, lateness, calls } = await measuredOf({
      load: { use, rate: '2000/s' },
    });
    const offered = tally?.offered ?? 0;
    assert.ok(
      Math.abs(offered - 2000) <= 2 + deviations * Math.sqrt(2000),
      `${String(offered)} calls were due`,
    );
    assert.equal([tally?.ok, tally?.rejected, tally?.unstarted, tally?.failed], [offered, 0, 0, {}]);
    assert.is(calls, offered);
    assert.ok(
      Math.abs(mean(response) - mean(service) - mean(lag)) < 1,
      'the wait before the start is a part of it',
    );
    assert.is(lateness?.count, offered, 'how late the generator was is told of every call');
    assert.ok((lateness?.max ?? Infinity) <= (lag.max ?? 0), 'which is a part of the lag');
  });
}

test('calls wait for a slow server before they start, and that is not the lateness of the generator', async () => {
  const { response, service, lag, lateness } = await measuredOf({
    load: { use: 'poisson', rate: '300/s' },
    serviceTime: '2ms',
    flow: { use: 'semaphore', maxInflight: 1 },
    duration: '2s',
  });
  assert.ok((service.min ?? 0) >= 2e6);
  assert.ok(mean(lag) > 300_000, `a queue of load 0.6 makes calls wait, not ${String(mean(lag))} ns`);
  assert.ok(mean(response) > mean(service) + 300_000);
  assert.ok(mean(lateness ?? lag) < mean(lag), 'the generator was less late than calls waited');
});

test('REST is offered no more than it has connections; the wait for one is lag', async () => {
  const { lag, service, tally } = await measuredOf({
    transport: 'rest',
    concurrency: 1,
    load: { use: 'poisson', rate: '300/s' },
    serviceTime: '2ms',
    duration: '2s',
  });
  assert.is(tally?.ok, tally?.offered);
  assert.ok(mean(lag) > 300_000 && (service.min ?? 0) >= 2e6, `lag ${String(mean(lag))} ns`);
});

test('calls that had not started when the drain was over are counted, and said to be left out', async () => {
  const { tally, notes } = await measuredOf({
    load: { use: 'constant', rate: '2000/s' },
    serviceTime: '5ms',
    flow: { use: 'semaphore', maxInflight: 1 },
    callTimeout: '500ms',
    duration: '500ms',
  });
  const { offered = 0, started = 0, unstarted = 0 } = tally ?? {};
  assert.is(offered, 1000);
  assert.is(started + unstarted, offered);
  assert.ok(unstarted > 500, String(unstarted));
  assert.ok(
    notes.some((note) => note.startsWith(`${String(unstarted)} of 1000 calls`)),
    notes.join('\n'),
  );
});

test('callers of a closed load think between their calls', async () => {
  const { throughput, service } = await measuredOf({
    load: { use: 'closed', think: '10ms' },
    concurrency: 20,
  });
  const most = 20 / 0.01;
  assert.ok(
    throughput < most * 1.15 && throughput > (most * 1e7) / (1e7 + 4 * mean(service)) / 2,
    String(throughput),
  );
});

test.run();
