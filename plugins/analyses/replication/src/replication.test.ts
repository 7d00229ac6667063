import type { Row } from '@wiretax/core';
import { sampleFailedRow, sampleResults, sampleRow, sampleRowMetric } from '@wiretax/core/testing';
import { syntheticRow } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { replication } from './analysis.js';
import { besideStudy } from './beside.js';
import { counterClaims } from './counter-claims.js';
import { latencyClaims } from './latency-claims.js';
import { type Replication, replicationOf } from './replication.js';
import { tailAmplification } from './study/latency-tables.js';
import { publishedTables } from './study/published.js';

const KiB = 1024;
let seed = 0;

function row(
  transport: string,
  bytes: number,
  clients: number,
  p50Us: number,
  more: Partial<Parameters<typeof syntheticRow>[0]> = {},
): Row {
  seed += 1;
  const shape = { launches: 5, calls: 20_000, launchNoise: 0.02, seed, p50Ns: p50Us * 1e3 };
  return syntheticRow({ ...shape, transport, bytes, clients, ...more });
}

function told(rows: readonly Row[], id: string): Replication | undefined {
  return replicationOf(sampleResults(rows)).find((each) => each.id === id);
}

/** The study's own world, rebuilt from its table of tails. */
const asPublished = tailAmplification.figures
  .filter(({ measure }) => measure === 'p50')
  .map(({ protocol, clients, value }) => {
    const ratio = tailAmplification.figures.find(
      (other) => other.measure === 'tail-ratio' && other.protocol === protocol && other.clients === clients,
    );
    return row(protocol, 64 * KiB, clients, value / 1e3, { tailRatio: ratio?.value ?? 2 });
  });

test('results like those of the study confirm its claims about tails', () => {
  for (const id of [
    'tail-growth-tcp',
    'tail-growth-rest',
    'tail-flat-grpc',
    'knee',
    'tail-order',
    'inversion',
  ]) {
    assert.is(
      told(asPublished, id)?.outcome,
      'confirmed',
      `${id}: ${told(asPublished, id)?.why ?? 'missing'}`,
    );
  }
});

test('the other way round they are not confirmed, and it is said where', () => {
  const flat = [1, 10, 50, 100, 500].map((clients) =>
    row('grpc', 64 * KiB, clients, 100 * clients, { tailRatio: 8 }),
  );
  const found = told(flat, 'tail-flat-grpc');
  assert.is(found?.outcome, 'not-confirmed');
  assert.match(found?.why ?? '', 'outside of the limits: P99/P50 gRPC at 64KiB.c1');
  assert.match(found?.why ?? '', 'and 2 more');
});

test('one launch can not tell, and says which way its figures lean', () => {
  const rows = [row('tcp', 64, 1, 20, { launches: 1 }), row('rest', 64, 1, 40, { launches: 1 })];
  const found = told(rows, 'fastest-mean');
  assert.is(found?.outcome, 'cannot-tell');
  assert.match(
    found?.why ?? '',
    'fewer than three launches, so no interval; the figures alone would be for it',
  );
  assert.match(found?.why ?? '', '1 of 30 comparisons have their cells here');
});

test('a claim about every size is not confirmed by one of them', () => {
  const found = told([row('tcp', 64, 1, 20), row('rest', 64, 1, 40)], 'fastest-mean');
  assert.is(found?.outcome, 'cannot-tell');
  assert.is(found?.figures[0]?.outcome, 'confirmed');
});

test('what depends on another runtime says so', () => {
  const rows = [24, 32].flatMap((size) => [row('rest', size * KiB, 1, 100), row('grpc', size * KiB, 1, 200)]);
  const found = told(rows, 'crossover-32kib');
  assert.is(found?.outcome, 'not-confirmed');
  assert.match(found?.why ?? '', 'allocator of Go, which Node.js does not have');
});

test('counters that are missing are named', () => {
  const rows = ['tcp', 'rest', 'grpc'].map((transport) => row(transport, 64, 1, 50));
  assert.match(told(rows, 'ipc-order')?.why ?? '', 'as few virtual ones do');
  assert.match(told(rows, 'futex')?.why ?? '', 'perf-stat as root');
});

test('counters are those of the client, per call', () => {
  const counted = (perCall: number): Row['metrics'] => [
    sampleRowMetric({
      peer: 'client',
      collector: 'perf-stat',
      name: 'syscalls.futex',
      unit: 'count',
      perCall,
    }),
    sampleRowMetric({
      peer: 'server',
      collector: 'perf-stat',
      name: 'syscalls.futex',
      unit: 'count',
      perCall: 1e6,
    }),
  ];
  const rows = [
    row('tcp', 64, 1, 50, { metrics: counted(0.1) }),
    row('rest', 64, 1, 50, { metrics: counted(4) }),
    row('grpc', 64, 1, 50, { metrics: counted(4) }),
  ];
  assert.is(told(rows, 'futex')?.outcome, 'confirmed');
  assert.ok(told(rows, 'futex')?.figures.every(({ here }) => Math.abs((here ?? 0) - 40) < 1e-6));
});

test('the semaphore is judged by response and by service', () => {
  const limit = { use: 'semaphore', options: { maxInflight: 50 }, label: 'semaphore-50' };
  const free = row('tcp', 64 * KiB, 500, 45_000, { throughput: 10_466 });
  const limited = row('tcp', 64 * KiB, 500, 48_000, { flow: limit, throughput: 9703 });
  const short = row('tcp', 64 * KiB, 500, 5000).launches;
  const launches = limited.launches.map((launch, index) => ({
    ...launch,
    service: short[index]?.response ?? launch.service,
  }));
  const rows = [free, { ...limited, launches }];
  assert.is(told(rows, 'semaphore-mean-service')?.outcome, 'confirmed');
  const response = told(rows, 'semaphore-mean-response');
  assert.is(response?.outcome, 'not-confirmed');
  assert.match(response?.why ?? '', "by Little's law");
});

test('the words of a claim hold its limits, and the study lies within them', () => {
  for (const { claim, parts } of [...latencyClaims, ...counterClaims]) {
    const numbers = new Set(claim.match(/\d+(?:\.\d+)?/g)?.map(Number));
    for (const { name, at, low, high, study } of parts) {
      for (const limit of [low, high]) {
        // 0 and infinity are no limits; 1 is where one side is more, or less, than the other.
        if (limit === 0 || limit === 1 || !Number.isFinite(limit)) continue;
        assert.ok(numbers.has(limit), `${String(limit)} is not in "${claim}"`);
      }
      assert.ok(
        study === null || (study >= low && study <= high),
        `${name} at ${at}: ${String(study)}, ${claim}`,
      );
    }
  }
});

test('what the study has in doubt is said whatever comes out', () => {
  const faults = (perCall: number): Row['metrics'] => [
    sampleRowMetric({ peer: 'client', collector: 'usage', name: 'page-faults', unit: 'count', perCall }),
  ];
  const rows = [
    row('grpc', 16 * KiB, 1, 60, { metrics: faults(0.5) }),
    row('grpc', 32 * KiB, 1, 170, { metrics: faults(2) }),
  ];
  const step = told(rows, 'page-fault-step-32kib');
  assert.is(step?.outcome, 'confirmed');
  assert.match(step?.why ?? '', 'seem to include the start of the process');
  const shares = ['rest', 'grpc'].flatMap((protocol) => [
    row(protocol, 64, 1, 40),
    row(protocol, 64, 500, 9000),
  ]);
  assert.match(told(shares, 'system-time-falls')?.why ?? '', 'two tables of system time, which differ');
  const tables = besideStudy(sampleResults(shares)).filter(({ lines }) =>
    lines.some(({ published, here }) => published.measure === 'system-share' && here !== null),
  );
  assert.is(tables.length, 2);
});

test('no interval is of 100 %, however many comparisons share the 5 %', () => {
  const names = ['cycles', 'instructions', 'cache-references', 'cache-misses', 'branch-misses'];
  const rows = ['tcp', 'rest', 'grpc'].map((transport, index) =>
    row(transport, 64, 1, 50, {
      metrics: names.map((name) =>
        sampleRowMetric({ peer: 'client', collector: 'perf-stat', name, unit: 'count', perCall: 1 + index }),
      ),
    }),
  );
  const found = told(rows, 'counters-64b');
  assert.is(found?.outcome, 'confirmed');
  assert.match(found?.here ?? '', 'cycles REST/TCP 2.00 (99.5 % interval 2.00 to 2.00) at 64B.c1');
});

test('says nothing of other cells, options, codecs, placements', () => {
  const rows = [
    sampleRow({ transport: { use: 'grpc', options: { channels: 4 }, label: 'grpc-channels-4' }, clients: 1 }),
    sampleRow({ transport: 'quic', clients: 1 }),
    sampleRow({ bytes: 100, clients: 1 }),
    sampleRow({ clients: 1, replyBytes: 4096 }),
    sampleRow({ clients: 7, link: 'unix' }),
    ...(['shared', 'none'] as const).map((placement) => {
      const plain = sampleRow({ clients: 1 });
      return { ...plain, cell: { ...plain.cell, placement } };
    }),
  ];
  assert.equal(replication.analyse(sampleResults(rows)), []);
});

test('a failed cell is the reason why nothing is told', () => {
  const found = told(
    [row('tcp', 64, 1, 20), sampleFailedRow({ transport: 'rest', clients: 1 })],
    'fastest-mean',
  );
  assert.is(found?.outcome, 'cannot-tell');
  assert.match(found?.why ?? '', 'rest.64B.c1 is failed');
});

test('the summary counts what follows it', () => {
  const [summary, ...claims] = replication.analyse(sampleResults(asPublished));
  assert.is(summary?.id, 'replication.summary');
  assert.is(summary?.numbers['claims'], claims.length);
  assert.ok(claims.every(({ numbers }) => [1, 0, -1].includes(numbers['outcome'] ?? 2)));
});

test('published tables stand beside the run', () => {
  assert.ok(publishedTables.every(({ figures }) => figures.every(({ value }) => value > 0)));
  const beside = besideStudy(sampleResults([row('tcp', 64, 1, 20)]));
  const line = beside[0]?.lines.find(({ cell }) => cell === 'tcp.64B.c1');
  assert.is(line?.published.value, 18_800);
  assert.ok((line?.here ?? 0) > 15_000);
});

test.run();
