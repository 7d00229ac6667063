import type { Row, RowMetric } from '@wiretax/core';
import { sampleRow, sampleRowMetric } from '@wiretax/core/testing';
import { syntheticRow } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { breakdown } from './breakdown.js';
import { frameDifferences, hottestFunctions } from './frames.js';
import { explain, type Explanation } from './explanation.js';
import { namedPairs, transportPairs } from './pairs.js';
import { paragraph } from './paragraph.js';

type Shares = Readonly<Record<string, number>>;

function sampled(peer: string, shares: Shares, changes: Partial<RowMetric> = {}): readonly RowMetric[] {
  return Object.entries(shares).map(([part, value]) =>
    sampleRowMetric({
      collector: 'flamegraph',
      peer,
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

/** How many samples each peer's profile has. */
function counted(samples: number): readonly RowMetric[] {
  return (['client', 'server'] as const).map((peer) =>
    sampleRowMetric({ collector: 'flamegraph', peer, name: 'samples', unit: 'count', value: samples }),
  );
}

function found(one: Row, other: Row): Explanation {
  const explanation = explain(one, other);
  if (explanation === undefined) throw new Error('there is nothing to explain');
  return explanation;
}

const tcp = sampleRow(
  { cpuUs: [20, 20], p50Us: 50 },
  { metrics: [...both({ protocol: 1, 'kernel-network': 3, idle: 100 }), ...counted(104_000)] },
);
const grpc = sampleRow(
  { transport: 'grpc', cpuUs: [100, 60], p50Us: 200 },
  { metrics: [...both({ protocol: 5, 'kernel-network': 2, gc: 2, other: 1 }), ...counted(10_000)] },
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
    sampleRow({ cpuUs: [20, 0], alone: true }, { metrics: sampled('client', { protocol: 1 }) }),
    sampleRow({ transport: 'grpc', cpuUs: [120, 0], p50Us: 200, alone: true }, { metrics: [known] }),
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
    'grpc.64B.c10 has a P50 of 200 µs, tcp.64B.c10 of 50.0 µs, 4.00 times (95 %: 4.00 to 4.00). ' +
      "73 % of the difference in mean response time (165 µs) is the call's own CPU time. " +
      'A call of grpc.64B.c10 takes 160 µs of CPU time, client and server together, one of tcp.64B.c10 40.0 µs: ' +
      '120 µs more, 4.00 times, no interval. ' +
      'Of that, 58 % is protocol code (57 to 60 % by its samples) and 27 % is garbage collection (26 to 28 % by its samples). ' +
      'Unexplained is code that no rule knows (0.00 µs and 16.0 µs) of a call of tcp.64B.c10 and grpc.64B.c10.',
  );
});

/** A row of five launches, with a profile of each peer. */
function measured(transport: string, p50Ns: number, launchNoise: number, metrics: readonly RowMetric[]): Row {
  const shape = { transport, bytes: 64, clients: 1, launches: 5, calls: 2000, p50Ns, launchNoise };
  return { ...syntheticRow({ ...shape, seed: transport.length }), metrics };
}

test('parts whose numbers of samples differ by chance are not named', () => {
  const profile = (protocol: number) => [
    ...both({ protocol, 'kernel-network': 400 - protocol }),
    ...counted(200),
  ];
  const explanation = found(
    measured('tcp', 1e5, 0.01, profile(163)),
    measured('grpc', 1.2e5, 0.01, profile(168)),
  );
  const protocol = explanation.cpu.portions.find(({ part }) => part === 'protocol');
  assert.ok((protocol?.share ?? 0) > 0.4 && (protocol?.interval?.low ?? 0) < 0, JSON.stringify(protocol));
  assert.match(
    paragraph(explanation),
    /µs more, 1\.\d\d times \(95 %: 1\.1\d to 1\.2\d\)\. Of no part it is certain: chance may make the numbers of samples differ as much\.$/,
  );
});

test('what is unexplained on one side does not make up for the other', () => {
  const [seen] = sampled('client', { protocol: 1 }, { perCall: 60_000 });
  assert.ok(seen);
  const explanation = found(
    sampleRow(
      { cpuUs: [100, 0], alone: true },
      { metrics: sampled('client', { protocol: 60, other: 40 }, { comparable: true }) },
    ),
    sampleRow({ transport: 'grpc', cpuUs: [140, 0], p50Us: 200, alone: true }, { metrics: [seen] }),
  );
  // 40 µs of code that no rule knows there, 80 µs that nobody saw here: not 40, but 120.
  assert.is(Math.round((explanation.unexplainedShare ?? 0) * 40), 120);
  assert.match(
    paragraph(explanation),
    'Unexplained is CPU time that the samples did not see (0.00 µs and 80.0 µs) and code that no rule knows (40.0 µs and 0.00 µs) of a call of tcp.64B.c10 and grpc.64B.c10.',
  );
});

test('what launches do not tell apart is not explained', () => {
  const profile = both({ protocol: 1 });
  const unsure = paragraph(found(measured('tcp', 5e4, 0.5, profile), measured('grpc', 6e4, 0.5, profile)));
  assert.match(
    unsure,
    /^Whether the P50 of (tcp|grpc)\.64B\.c1 and (tcp|grpc)\.64B\.c1 differs is not known yet: /,
  );
  assert.match(
    unsure,
    /Whether CPU time a call differs is not known yet: .*, 1\.\d\d times \(95 %: 0\.\d+ to \d\.\d+\)\.$/,
  );
  assert.match(
    paragraph(found(measured('tcp', 5e4, 0.01, profile), measured('grpc', 5e4, 0.01, profile))),
    'CPU time a call is equal within 10 %',
  );
  assert.match(
    paragraph(found(measured('tcp', 5e4, 0.03, profile), measured('grpc', 1e5, 0.03, profile))),
    /µs more, (1\.9|2\.0)\d times \(95 %: 1\.\d\d to 2\.\d\d\)/,
  );
});

test('a category that is not known counts as unexplained, and few samples are said', () => {
  const samples = sampleRowMetric({
    collector: 'flamegraph',
    peer: 'server',
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
  assert.equal(times, [{ metric: 'run-queue.wait', peer: 'server', a: 0, b: 30_000 }]);
  assert.equal(counts, [{ metric: 'syscalls.futex', peer: 'server', a: 0, b: 2 }]);
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
  assert.not.match(text, 'Unexplained');
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
    hottestFunctions(
      [
        { name: 'client', samples: [{ folded: 'a;x 1\na;y 3', cpuNs: 8 }] },
        { name: 'server', samples: [{ folded: 'a;x 1', cpuNs: 10 }] },
      ],
      1,
    ),
    [{ frame: 'x', ns: { client: 2, server: 10 }, totalNs: 12 }],
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
  const struck = sampleRow({ transport: 'rest', verdicts: ['harness-limited'] });
  assert.match(
    found(tcp, struck).caveats.join(),
    'rest.64B.c10 is harness-limited and must stay out of comparisons',
  );
});

test('functions differ by their share of the samples times the CPU time of a call', () => {
  const a = [{ folded: 'main;read 3\nmain;write 1\n', cpuNs: 40 }];
  const b = [
    { folded: 'main;read 1\nmain;encode 1\ntorn li', cpuNs: 100 },
    { folded: 'main;encode (a b) 7', cpuNs: 20 },
  ];
  assert.equal(frameDifferences(a, b, 3), [], 'of so few samples chance makes as much');
  const many = (samples: typeof b) =>
    samples.map((each) => ({ ...each, folded: each.folded.replaceAll(/\d+$/gm, '$&000') }));
  assert.equal(
    frameDifferences(many(a), many(b), 3).map(({ frame, aNs, bNs }) => ({ frame, aNs, bNs })),
    [
      { frame: 'encode', aNs: 0, bNs: 50 },
      { frame: 'read', aNs: 30, bNs: 50 },
      { frame: 'encode (a b)', aNs: 0, bNs: 20 },
    ],
  );
  assert.equal(frameDifferences([], []), []);
});

test.run();
