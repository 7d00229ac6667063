import type { Role, Row, RowMetric } from '@wiretax/core';
import { sampleRow, sampleRowMetric } from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { breakdown } from './breakdown.js';
import { frameDifferences, hottestFunctions } from './frames.js';
import { explain, type Explanation } from './gap.js';
import { namedPairs, transportPairs } from './pairs.js';
import { paragraph } from './paragraph.js';

type Shares = Readonly<Record<string, number>>;

function sampled(role: Role, shares: Shares, changes: Partial<RowMetric> = {}): readonly RowMetric[] {
  return Object.entries(shares).map(([part, value]) =>
    sampleRowMetric({
      collector: 'flamegraph',
      role,
      window: 'profile',
      name: `cpu.${part}`,
      value,
      // More than was measured, as of a pass that was slowed down.
      perCall: value * 1e6,
      ...changes,
    }),
  );
}

function both(shares: Shares, changes: Partial<RowMetric> = {}): readonly RowMetric[] {
  return [...sampled('client', shares, changes), ...sampled('server', shares, changes)];
}

function found(one: Row, other: Row): Explanation {
  const explanation = explain(one, other);
  if (explanation === undefined) throw new Error('there is nothing to explain');
  return explanation;
}

const tcp = sampleRow(
  { cpuUs: [20, 20], p50Us: 50 },
  { metrics: both({ protocol: 1, 'kernel-network': 3, idle: 100 }) },
);
const grpc = sampleRow(
  { transport: 'grpc', cpuUs: [100, 60], p50Us: 200 },
  { metrics: both({ protocol: 5, 'kernel-network': 2, gc: 2, other: 1 }) },
);

test('the slower cell is B, whatever the order, and idle time is no cost', () => {
  for (const explanation of [found(tcp, grpc), found(grpc, tcp)]) {
    assert.equal([explanation.a, explanation.b], [tcp.cell.id, grpc.cell.id]);
    assert.is(Math.round(explanation.cpu.gapNs), 120_000);
    assert.equal(explanation.differs, ['transport']);
  }
});

test('parts are shares of samples times measured CPU time, and add up to the gap', () => {
  const { cpu, unexplainedShare } = found(tcp, grpc);
  const rounded = cpu.portions.map(({ part, aNs, bNs }) => [part, Math.round(aNs), Math.round(bNs)]);
  assert.equal(rounded, [
    ['protocol', 10_000, 80_000],
    ['gc', 0, 32_000],
    ['other', 0, 16_000],
    ['kernel-network', 30_000, 32_000],
  ]);
  const sum = cpu.portions.reduce((total, { gapNs }) => total + gapNs, 0);
  assert.ok(Math.abs(sum - cpu.gapNs) < 1e-6);
  assert.ok(Math.abs((unexplainedShare ?? 0) - 16 / 120) < 1e-9);
});

test('CPU time that the samples of a pass did not see is unexplained', () => {
  const [known] = sampled('client', { protocol: 1 }, { perCall: 90_000 });
  assert.ok(known);
  const { cpu, unexplainedShare } = found(
    sampleRow({ cpuUs: [20, 0] }, { metrics: sampled('client', { protocol: 1 }), server: null }),
    sampleRow({ transport: 'grpc', cpuUs: [120, 0], p50Us: 200 }, { metrics: [known], server: null }),
  );
  assert.equal(
    cpu.portions.map(({ part, gapNs }) => [part, Math.round(gapNs)]),
    [
      ['protocol', 70_000],
      ['unseen', 30_000],
    ],
  );
  assert.ok(Math.abs((unexplainedShare ?? 0) - 0.3) < 1e-9);
});

test('the paragraph states what the numbers show', () => {
  assert.is(
    paragraph(found(tcp, grpc)),
    'grpc.64B.c10 has a P50 of 200 µs, tcp.64B.c10 of 50.0 µs: 4.0 times. ' +
      "73 % of the difference in mean response time (165 µs) is the call's own CPU time. " +
      'A call of grpc.64B.c10 takes 160 µs of CPU time, client and server together, one of tcp.64B.c10 40.0 µs: 120 µs more. ' +
      'Of that, 58 % is protocol code and 27 % is garbage collection. 13 % of it is unexplained.',
  );
});

test('a category that is not known counts as unexplained, and few samples are said', () => {
  const samples = sampleRowMetric({
    collector: 'flamegraph',
    role: 'server',
    name: 'samples',
    unit: 'count',
    value: 40,
  });
  const { cpu, caveats } = found(
    tcp,
    sampleRow({ transport: 'grpc', cpuUs: [90, 90] }, { metrics: [...both({ magic: 1 }), samples] }),
  );
  assert.is(cpu.portions[0]?.part, 'other');
  assert.match(caveats.join(), 'the split of the server of grpc.64B.c10 rests on 40 samples only');
});

test('without a profile all of the gap is unexplained, and it is said what is missing', () => {
  const { cpu, unexplainedShare, caveats } = found(
    sampleRow(),
    sampleRow({ transport: 'grpc', cpuUs: [90, 90] }),
  );
  assert.equal(
    cpu.portions.map(({ part }) => part),
    ['user', 'kernel'],
  );
  assert.is(unexplainedShare, 1);
  assert.match(
    caveats[0] ?? '',
    'no flame graph of tcp.64B.c10: its CPU time is split into user and kernel only',
  );
});

test('a profile of user code says nothing about the kernel', () => {
  const profile = { collector: 'cpu-profile' };
  const { cpu, caveats } = found(
    sampleRow({ cpuUs: [10, 10] }, { metrics: both({ protocol: 1, 'kernel-network': 1 }, profile) }),
    sampleRow({ transport: 'grpc', cpuUs: [20, 20] }, { metrics: both({ protocol: 1 }, profile) }),
  );
  assert.equal(
    cpu.portions.map(({ part, gapNs }) => [part, Math.round(gapNs)]),
    [
      ['protocol', 14_000],
      ['kernel', 6_000],
    ],
  );
  assert.match(caveats.join(), 'sees user code only');
});

test('waiting is what is left of response time; events and times stand beside it', () => {
  const queue = sampleRowMetric({ collector: 'system', name: 'run-queue.wait', perCall: 30_000 });
  const twice = { ...queue, collector: 'usage', perCall: 29_000 };
  const idle = sampleRowMetric({ collector: 'perf-trace', name: 'syscalls.futex.time', perCall: 1e6 });
  const { response, counts, times } = found(
    sampleRow({ clients: 1, cpuUs: [40, 40], p50Us: 100 }),
    sampleRow(
      { clients: 50, cpuUs: [40, 41], p50Us: 2000 },
      {
        metrics: [
          queue,
          twice,
          idle,
          sampleRowMetric({ collector: 'perf-stat', name: 'syscalls.futex', unit: 'count', perCall: 2 }),
        ],
      },
    ),
  );
  assert.is(response?.portions[0]?.part, 'waiting');
  assert.equal(times, [{ metric: 'run-queue.wait', role: 'server', a: 0, b: 30_000 }]);
  assert.equal(counts, [{ metric: 'syscalls.futex', role: 'server', a: 0, b: 2 }]);
});

test('marks a split that comes from a slower pass, and joins none of its counts', () => {
  const slow = { comparable: false };
  const { caveats, counts } = found(
    tcp,
    sampleRow(
      { transport: 'grpc', cpuUs: [90, 90] },
      {
        metrics: [
          ...both({ protocol: 1 }, slow),
          sampleRowMetric({ name: 'syscalls', unit: 'count', perCall: 9, ...slow }),
        ],
      },
    ),
  );
  assert.match(caveats.join(), 'whose throughput was off by more than 10 %');
  assert.equal(counts, []);
});

test('a cell that is slower and cheaper is said to be both', () => {
  const text = paragraph(
    found(
      sampleRow({ clients: 1, cpuUs: [20, 20], p50Us: 20 }, { metrics: both({ protocol: 1 }) }),
      sampleRow({ clients: 50, cpuUs: [10, 10], p50Us: 300 }, { metrics: both({ protocol: 1 }) }),
    ),
  );
  assert.match(text, 'tcp.64B.c50 has a P50 of 300 µs');
  assert.match(text, 'is waiting (for other calls, wake-ups and a CPU).');
  assert.match(text, 'A call of tcp.64B.c1 takes 40.0 µs of CPU time');
  assert.match(text, 'Every sample fell into a part that is known.');
});

test('one cell is broken down into its parts and functions', () => {
  const { cpuNs, portions, caveats } = breakdown(tcp) ?? { portions: [] };
  assert.is(Math.round(cpuNs ?? 0), 40_000);
  assert.equal(
    portions.map(({ part, ns, share }) => [part, Math.round(ns), share.toFixed(2)]),
    [
      ['kernel-network', 30_000, '0.75'],
      ['protocol', 10_000, '0.25'],
    ],
  );
  assert.equal(caveats, []);
  assert.equal(
    hottestFunctions([{ folded: 'a;x 1\na;y 3', cpuNs: 8 }], [{ folded: 'a;x 1', cpuNs: 10 }], 1),
    [{ frame: 'x', clientNs: 2, serverNs: 10 }],
  );
});

test('pairs differ in the transport only, and struck rows have none', () => {
  const rows = [
    tcp,
    grpc,
    sampleRow({ transport: 'rest', clients: 1 }),
    sampleRow({ transport: 'rest', verdicts: ['harness-limited'] }),
  ];
  const ids = (pairs: readonly (readonly [Row, Row])[]) =>
    pairs.map((pair) => pair.map(({ cell }) => cell.id));
  assert.equal(ids(transportPairs(rows)), [['tcp.64B.c10', 'grpc.64B.c10']]);
  assert.equal(ids(namedPairs(rows, 'tcp', 'grpc')), [['tcp.64B.c10', 'grpc.64B.c10']]);
  assert.equal(ids(namedPairs(rows, 'tcp.64B.c10', 'rest.64B.c1')), [['tcp.64B.c10', 'rest.64B.c1']]);
  assert.equal(namedPairs(rows, 'tcp', 'udp'), []);
});

test('functions differ by their share of the samples times the CPU time of a call', () => {
  const a = [{ folded: 'main;read 3\nmain;write 1\n', cpuNs: 40 }];
  const b = [
    { folded: 'main;read 1\nmain;encode 1\ntorn li', cpuNs: 100 },
    { folded: 'main;encode (a b) 7', cpuNs: 20 },
  ];
  assert.equal(frameDifferences(a, b, 3), [
    { frame: 'encode', aNs: 0, bNs: 50 },
    { frame: 'read', aNs: 30, bNs: 50 },
    { frame: 'encode (a b)', aNs: 0, bNs: 20 },
  ]);
  assert.equal(frameDifferences([], []), []);
});

test.run();
