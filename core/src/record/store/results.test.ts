import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Measured } from '../../contract/measured.js';
import type { TrialRecord } from '../../contract/trial-record.js';
import { planCells } from '../plan/cells.js';
import { type Buckets, bucketsOf, summarise } from '../rows/buckets.js';
import { LatencyCounts } from '../rows/counts.js';
import { type Series, series } from '../rows/series.js';
import { fakeHost } from '../../testing/fake-host.js';
import { loadOutcome, vitals } from '../../testing/scripted-peer.js';
import { sampleExperiment } from '../../testing/sample-experiment.js';
import { sampleCast } from '../../testing/sample-trials.js';
import { describeMachine } from './machine.js';
import { buildRow } from '../rows/rows.js';

const [cell] = planCells(sampleExperiment());
assert.ok(cell);

/** A launch whose calls all took these latencies. */
function launch(
  trial: number,
  latenciesNs: readonly number[],
  changes: Partial<TrialRecord> = {},
  measure: Partial<Measured> = {},
) {
  const counts = new LatencyCounts();
  for (const latencyNs of latenciesNs) counts.record(latencyNs);
  const histogram = bucketsOf(counts);
  const latency = summarise(histogram, counts);
  const { latencies, ...outcome } = loadOutcome({ calls: latenciesNs.length });
  const same = Object.fromEntries(Object.keys(latencies).map((name) => [name, latency])) as typeof latencies;
  const measured: Measured = {
    ...outcome,
    attempts: outcome.calls,
    ...same,
    peers: { server: vitals(), client: vitals() },
    ...measure,
  };
  const record: TrialRecord = {
    schema: 2,
    cast: sampleCast(),
    machines: {},
    cell: cell?.id ?? '',
    trial,
    control: false,
    startedAt: '',
    status: 'completed',
    measured,
    evidence: [],
    verdicts: ['valid'],
    reasons: [],
    notes: [],
    problems: [],
    durationNs: 1,
    phasesNs: {},
    ...changes,
  };
  return { record, histogram };
}

function rowOf(launches: readonly ReturnType<typeof launch>[]) {
  const histograms = Object.fromEntries(
    series.map((name) => [name, launches.map(({ histogram }) => histogram)]),
  ) as unknown as Record<Series, Buckets[]>;
  assert.ok(cell);
  return buildRow(
    cell,
    false,
    launches.length,
    launches.map(({ record }) => record),
    histograms,
  );
}

function withoutWindow(record: TrialRecord): TrialRecord {
  return Object.fromEntries(
    Object.entries(record).filter(([key]) => key !== 'measured'),
  ) as unknown as TrialRecord;
}

const many = (latencyNs: number, count: number): number[] => new Array<number>(count).fill(latencyNs);

test('percentiles come from merged histograms, not from averages of percentiles', () => {
  // 1,000 calls of 1 ms and 3,000 of 2 ms: the P50 of all is 2 ms, the mean of both P50 is 1.5 ms.
  const row = rowOf([launch(1, many(1_000_000, 1000)), launch(2, many(2_000_000, 3000))]);
  assert.is(row.response.count, 4000);
  assert.ok(Math.abs((row.response.p50 ?? 0) - 2_000_000) <= 2_000);
  assert.is(row.response.mean, 1_750_000);
  assert.is(row.response.min, 1_000_000);
  assert.is(row.response.max, 2_000_000);
  assert.ok((row.spread?.p50.low ?? 0) < 1_001_000 && (row.spread?.p50.high ?? 0) <= 2_001_000);
});

test('throughput is calls over time, so a longer launch weighs more', () => {
  const short = launch(1, many(1000, 1000), {}, { throughput: 100, durationNs: 1e9 });
  const long = launch(2, many(1000, 1000), {}, { throughput: 400, durationNs: 3e9 });
  assert.is(rowOf([short, long]).throughput, 325);
});

test('one launch has no spread, none has no figures at all', () => {
  assert.is(rowOf([launch(1, many(1000, 2000))]).spread, null);
  const empty = rowOf([]);
  assert.is(empty.throughput, null);
  assert.is(empty.response.p50, null);
  assert.equal(empty.peers, {});
  assert.equal(empty.verdicts, ['failed']);
});

test('too few calls for a P99 is a verdict', () => {
  const row = rowOf([launch(1, many(1000, 400)), launch(2, many(1000, 400))]);
  assert.is(row.verdict, 'too-few-samples');
  assert.is(row.reasons[0], '800 calls are too few for a P99, which needs 1000');
});

test('a verdict needs half of the launches, and the gravest comes first', () => {
  const hit = { verdicts: ['unsteady', 'under-driven'] as const, reasons: ['rising', 'late'] };
  const fine = launch(1, many(1000, 2000));
  const row = rowOf([fine, launch(2, many(1000, 2000), hit), launch(3, many(1000, 2000), hit)]);
  assert.equal(row.verdicts, ['under-driven', 'unsteady']);
  assert.equal(row.reasons, ['late (2 of 3 launches)', 'rising (2 of 3 launches)']);
  assert.is(rowOf([fine, fine, launch(3, many(1000, 2000), hit)]).verdict, 'valid');
});

test('a row in which every launch failed says why', () => {
  const error = { code: 'X_Y', message: 'the server peer was killed by SIGKILL', phase: 'measure' } as const;
  const { record, histogram } = launch(1, []);
  const row = rowOf([
    { record: { ...withoutWindow(record), status: 'failed', error, verdicts: ['failed'] }, histogram },
  ]);
  assert.is(row.verdict, 'failed');
  assert.is(row.reasons[0], error.message);
  assert.equal(row.trials, { completed: 0, failed: 1, planned: 1 });
});

test('counters are summed and divided by calls, gauges averaged', () => {
  const evidence = (work: number, share: number): Partial<TrialRecord> => ({
    evidence: [
      {
        collector: 'usage',
        peer: 'client',
        folder: 'usage-client',
        window: 'measure',
        status: 'completed',
        metrics: [
          { name: 'switches', value: work, unit: 'count', kind: 'counter' },
          { name: 'share', value: share, unit: 'ratio', kind: 'gauge' },
        ],
        artifacts: [],
        notes: [],
        calls: 2000,
      },
    ],
  });
  const row = rowOf([
    launch(1, many(1000, 2000), evidence(1000, 0.2)),
    launch(2, many(1000, 2000), evidence(3000, 0.4)),
  ]);
  assert.is(row.metrics[0]?.perCall, 1);
  assert.ok(Math.abs((row.metrics[1]?.value ?? 0) - 0.3) < 1e-12);
});

test('metrics of a pass that ran at another rate are marked', () => {
  const evidence = (throughput: number | null): Partial<TrialRecord> => ({
    evidence: [
      {
        collector: 'calls',
        peer: 'server',
        folder: 'calls-server',
        window: 'profile',
        status: 'completed',
        metrics: [{ name: 'reads', value: 1, unit: 'count', kind: 'counter' }],
        artifacts: [],
        notes: [],
        calls: 10,
        observer: { throughput, p50: 0, p99: 0 },
      },
    ],
  });
  const comparable = (...changes: (number | null)[]): boolean | undefined =>
    rowOf(changes.map((change, index) => launch(index + 1, many(1000, 2000), evidence(change)))).metrics[0]
      ?.comparable;
  assert.is(comparable(0.1, -0.1), true);
  assert.is(comparable(0.05, -0.6), false);
  assert.is(comparable(null), false);
});

test('the machine is described from what the system tells, and nothing is made up where it does not', async () => {
  const host = fakeHost({
    files: {
      '/proc/cpuinfo':
        'processor\t: 0\nmodel name\t: Some CPU\nflags\t\t: fpu hypervisor\n\nprocessor\t: 1\nmodel name\t: Some CPU\n',
      '/proc/stat': 'cpu  60 0 20 10 0 0 0 10 0 0\n',
      '/proc/self/limits': 'Max open files            1024                 4096                 files\n',
      '/proc/meminfo': 'MemTotal:        2048 kB\n',
      '/proc/sys/kernel/perf_event_paranoid': '2\n',
      '/sys/devices/system/cpu/smt/active': '0\n',
      '/sys/devices/system/cpu/vulnerabilities/meltdown': 'Not affected\n',
    },
    commands: { git: () => ({ stdout: 'abc\n' }) },
  });
  const machine = await describeMachine(host);
  assert.is(machine.cpuModel, 'Some CPU');
  assert.is(machine.logicalCpus, 2);
  assert.is(machine.stealShare, 0.1);
  assert.is(machine.openFilesLimit, 4096);
  assert.is(machine.memoryBytes, 2048 * 1024);
  assert.is(machine.perfEventParanoid, 2);
  assert.is(machine.smt, false);
  assert.is(machine.virtualisation, 'virtual machine');
  assert.equal(machine.mitigations, { meltdown: 'Not affected' });
  assert.is(machine.gitCommit, 'abc');
  const bare = await describeMachine(fakeHost({ platform: 'darwin' }));
  assert.is(bare.cpuModel, null);
  assert.is(bare.turbo, null);
  assert.is(bare.gitCommit, null);
});

test('launches with calls beyond the range merge into a row that says so', () => {
  const row = rowOf([launch(1, many(90e9, 30)), launch(2, many(1000, 30))]);
  assert.is(row.response.p50, 1000);
  assert.is(row.response.max, 90e9);
  assert.is(row.response.mean, 45e9 + 500);
  assert.is(row.response.overflow, 30);
  assert.is(row.spread, null);
  assert.equal(
    row.launches.map(({ response }) => response.overflow),
    [30, undefined],
  );
  // As 0.1.0 kept them, see `withoutClamped`.
  const unknown = { count: 30, mean: null, min: null, max: null, p50: null, overflow: 30 };
  const old = launch(1, many(90e9, 30));
  const response = { ...old.record.measured?.response, ...unknown } as Measured['response'];
  const merged = rowOf([launch(1, many(90e9, 30), {}, { response }), launch(2, many(1000, 30))]).response;
  assert.equal([merged.mean, merged.min, merged.max, merged.p50], [null, 1000, null, 1000]);
});

test.run();
