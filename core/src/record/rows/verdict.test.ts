import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Cell } from '../../contract/cell.js';
import type { Measured, Vitals } from '../../contract/measured.js';
import { sampleCell } from '../../testing/sample-rows.js';
import { sampleCast } from '../../testing/sample-trials.js';
import { interference, latency, loadOutcome, vitals } from '../../testing/scripted-peer.js';
import { judge, type JudgeOptions } from './verdict.js';

const cell: Cell = sampleCell({ clients: 10 });

function measured(changes: Partial<Measured> = {}): Measured {
  const { latencies, ...outcome } = loadOutcome();
  return {
    ...outcome,
    attempts: outcome.calls,
    ...latencies,
    peers: { server: vitals(), client: vitals() },
    ...changes,
  };
}

const judged = (changes: Partial<Measured>, options: Partial<JudgeOptions> = {}) =>
  judge({
    measured: measured(changes),
    cast: sampleCast(),
    cell,
    warmup: { steady: true, calls: 9000 },
    minCalls: 5000,
    open: false,
    ceiling: null,
    ...options,
  });

const verdicts = (changes: Partial<Measured>, options: Partial<JudgeOptions> = {}): string[] =>
  judged(changes, options).map(({ verdict }) => verdict);

test('nothing speaks against an ordinary window', () => {
  assert.equal(verdicts({}), []);
});

test('a saturated client with an idler server is client-bound', () => {
  const busy = vitals({ loopUtilisation: 0.99, userNs: 8e8 });
  const beside = (server: Vitals) => ({ peers: { server, client: busy } });
  assert.equal(verdicts(beside(vitals({ loopUtilisation: 0.6 }))), ['client-bound']);
  assert.equal(
    verdicts(beside(vitals({ loopUtilisation: 0.97 }))),
    [],
    'both saturated: the server is measured',
  );
  const alone = { cast: sampleCast().filter(({ name }) => name === 'client') };
  assert.equal(verdicts({ peers: { client: busy } }, alone), [], 'both in one process');
});

test('a client that has most of the work sets the pace, unless it is a single caller', () => {
  const client = vitals({ loopUtilisation: 0.7, userNs: 5e8 });
  const takingTurns = { peers: { client, server: vitals({ loopUtilisation: 0.38 }) } };
  assert.equal(verdicts(takingTurns), ['client-bound']);
  assert.equal(verdicts(takingTurns, { cell: { ...cell, concurrency: 1 } }), []);
  assert.equal(verdicts({ peers: { client, server: vitals({ loopUtilisation: 0.6 }) } }), []);
});

test('throughput near the ceiling says more about the harness', () => {
  assert.equal(verdicts({ throughput: 80_000 }, { ceiling: 100_000 }), ['harness-limited']);
  assert.equal(verdicts({ throughput: 60_000 }, { ceiling: 100_000 }), []);
});

test('the null transport is the harness, whoever asked for it', () => {
  const transport = { use: 'null', options: {}, label: 'bare' };
  assert.equal(verdicts({ peers: { client: vitals() } }, { cell: { ...cell, transport } }), [
    'harness-limited',
  ]);
});

test('late starts count under open load only', () => {
  const lag = latency({ p99: 50_000 });
  assert.equal(verdicts({ lag }), []);
  assert.equal(verdicts({ lag }, { open: true }), ['under-driven']);
  const lateness = latency({ p50: 100, p99: 900 });
  assert.equal(
    verdicts({ lag, lateness }, { open: true }),
    [],
    'a gate made calls wait, the generator was on time',
  );
});

test('a warmup that ran out is unsteady, with its reason', () => {
  assert.equal(verdicts({}, { warmup: { steady: false, calls: 9000 } }), ['unsteady'], 'a run of 0.1.0');
  const rise = (low: number, high: number): string[] =>
    verdicts({}, { warmup: { steady: false, calls: 9000, rise: { low, likely: 0, high } } });
  assert.equal(rise(0.02, 0.06), ['unsteady'], 'surely still rising');
  assert.equal(rise(-0.1, 0.2), ['unsteady'], 'nobody knows');
  assert.equal(rise(-0.02, 0.06), [], 'little can be missing');
  const [cold] = judged({}, { warmup: { steady: false, calls: 800 } });
  assert.match(cold?.reason ?? '', 'only 800 calls came before it');
});

test('a window that drifts beyond its noise is unsteady, whatever the warmup thought', () => {
  assert.equal(verdicts({ drift: { change: 0.3, error: 0.02 } }), ['unsteady']);
  assert.equal(verdicts({ drift: { change: -0.3, error: 0.02 } }), ['unsteady']);
  assert.equal(verdicts({ drift: { change: 0.3, error: 0.15 } }), [], 'noise');
  assert.equal(verdicts({ drift: { change: 0.03, error: 0.001 } }), [], 'too little to matter');
  assert.equal(verdicts({ drift: null }), []);
});

test('a client that was kept off its CPU is disturbed, and not called saturated', () => {
  const starved = vitals({
    loopUtilisation: 0.99,
    userNs: 1e8,
    mainThreadCpu: 0.28,
    interference: interference({ mainWaitNs: 6.9e8, foreignCpuNs: 6.8e8 }),
  });
  assert.equal(verdicts({ peers: { client: starved, server: vitals({ loopUtilisation: 0.2 }) } }), [
    'disturbed',
  ]);
});

test('a lag beyond what histograms reach is late', () => {
  const beyond = latency({ p99: null, max: 90e9, overflow: 200 });
  const [found] = judge({
    measured: measured({ lag: beyond, response: latency({ p50: null, overflow: 6000 }) }),
    cell,
    cast: sampleCast(),
    warmup: undefined,
    minCalls: 0,
    open: true,
    ceiling: null,
  });
  assert.is(found?.verdict, 'under-driven');
  assert.is(found?.reason, 'the generator was up to > 68.7 s late (P99) at a P50 of > 68.7 s');
});

test.run();
