import type { Finding, ReportOutput, Results, Row, RowMetric } from '@wiretax/core';
import { applyPlugin, fakeHost, sampleManifest, sampleResults } from '@wiretax/core/testing';
import { syntheticRow } from '@wiretax/statistics/synthetic';
import plugin from './index.js';

const sizes = [64, 1024, 4096, 16_384, 65_536];
const concurrencies = [1, 10, 50, 100, 500];
/** P50 of one client for the smallest message, bytes that double it, and how fast the tail grows. */
const stacks = [
  { transport: 'tcp', baseNs: 20_000, bytesToDouble: 9000, tail: 2 },
  { transport: 'rest', baseNs: 45_000, bytesToDouble: 20_000, tail: 1.2 },
  { transport: 'grpc', baseNs: 110_000, bytesToDouble: 40_000, tail: 3 },
] as const;

const tails = {
  title: 'Tails one by one',
  columns: [{ title: 'stack' }, { title: 'P99 over P50', align: 'right' as const }],
  rows: stacks.map(({ transport, tail }) => [transport, String(tail)]),
};

/** What an analysis answers at once, and what it could not decide. */
const answers: readonly Finding[] = [
  {
    id: 'choice.p50',
    statement: 'tcp is faster than rest by 2.25 times at 64 B and 1 client (95 % interval 2.2 to 2.3).',
    numbers: { ratio: 2.25 },
    interval: { low: 2.2, high: 2.3, level: 0.95 },
    cells: ['tcp.64B.c1', 'rest.64B.c1'],
    analysis: 'choice',
    answers: 'leads',
    figure: 'response.p50',
  },
  {
    id: 'choice.throughput',
    statement: 'tcp makes 2.2 times as many calls as rest.',
    numbers: { ratio: 2.2 },
    cells: ['tcp.64B.c1', 'rest.64B.c1'],
    analysis: 'choice',
    answers: 'leads',
    figure: 'throughput',
  },
  {
    id: 'choice.why',
    statement: 'A call of grpc takes more CPU time than one of tcp.',
    numbers: {},
    cells: ['tcp.64B.c10', 'grpc.64B.c10'],
    analysis: 'choice',
    answers: 'why',
    lacks: 'evidence',
    caveats: [{ kind: 'client-bound', cells: ['grpc.64B.c10'] }],
  },
  {
    id: 'choice.open',
    statement: 'Whether rest or grpc is second is not known yet.',
    numbers: {},
    cells: ['rest.64B.c1', 'grpc.64B.c1'],
    analysis: 'choice',
  },
];

export interface StudyShape {
  readonly launches?: number;
  readonly changes?: Partial<Results>;
}

/** A run of the reference study's design, 75 cells, with a few verdicts and findings. */
export function syntheticStudy({ launches = 5, changes = {} }: StudyShape = {}): Results {
  const rows = sizes.flatMap((bytes) =>
    concurrencies.flatMap((clients) =>
      stacks.map((stack, index) => rowOf(stack, bytes, clients, launches, bytes + clients * 10 + index)),
    ),
  );
  return sampleResults(rows, {
    manifest: sampleManifest({ name: 'ipc-study', repetitions: launches }),
    analyses: [
      { name: 'choice', title: 'What to choose', weight: 10 },
      { name: 'tail', title: 'Tails', weight: 80 },
    ],
    findings: [
      ...answers,
      ...rows
        .filter(({ cell }) => cell.concurrency === 500)
        .map(({ cell, tailRatio }) => ({
          id: `tail.${cell.id}`,
          statement: `P99 of ${cell.id} is ${(tailRatio ?? 0).toFixed(1)} times P50.`,
          numbers: { tailRatio: tailRatio ?? 0 },
          interval: { low: (tailRatio ?? 0) * 0.9, high: (tailRatio ?? 0) * 1.1, level: 0.95 },
          cells: [cell.id],
          analysis: 'tail',
        })),
      {
        id: 'tail.all',
        statement: 'All have one.',
        numbers: {},
        cells: [],
        analysis: 'tail',
        tables: [tails],
      },
    ],
    ...changes,
  });
}

function rowOf(
  { transport, baseNs, bytesToDouble, tail }: (typeof stacks)[number],
  bytes: number,
  clients: number,
  launches: number,
  seed: number,
): Row {
  return syntheticRow({
    transport,
    bytes,
    clients,
    launches,
    calls: Math.min(20_000, clients * 1000),
    p50Ns: baseNs * (1 + bytes / bytesToDouble) * Math.max(1, clients * 0.8),
    tailRatio: 1.5 + Math.log10(clients + 1) * tail,
    launchNoise: 0.03,
    seed,
    metrics: ['context-switches', 'page-faults', 'instructions'].flatMap((name) => metric(name, bytes)),
    ...(transport === 'rest' && clients >= 100
      ? { verdicts: ['client-bound'], reasons: ['The client was busy 98 % of the window, the server 71 %.'] }
      : {}),
    ...(transport === 'tcp' && clients === 500 && bytes === 64
      ? { verdicts: ['harness-limited'], reasons: ['Throughput is 78 % of the null transport’s.'] }
      : {}),
  });
}

function metric(name: string, bytes: number): readonly RowMetric[] {
  return (['client', 'server'] as const).map((peer) => ({
    collector: 'perf-stat',
    peer,
    window: 'profile',
    name,
    value: bytes * 100,
    unit: 'count',
    kind: 'counter',
    perCall: bytes / 64,
    comparable: true,
  }));
}

/** The page that the reporter writes, on a machine with these files. */
export async function pageOf(
  results: Results,
  files: Readonly<Record<string, string>> = {},
  more: Partial<ReportOutput> = {},
): Promise<string> {
  let page = '';
  const output: ReportOutput = {
    columns: 0,
    color: false,
    print: () => undefined,
    write: (file, text) => {
      page = text;
      return Promise.resolve(file);
    },
    ...more,
  };
  const { reporters } = applyPlugin(plugin, fakeHost({ files }));
  await reporters.need('html').contribution.report(results, output);
  return page;
}

const checks: Results['checks'] = [
  {
    id: 'threshold-1',
    by: 'threshold',
    title: 'p99 of tcp.* < 5 ms',
    outcome: 'crossed',
    statement: '1 of 25 cells is above it.',
    cells: [{ cell: 'tcp.64KiB.c500', outcome: 'crossed', statement: 'P99 is 9.1 ms.' }],
  },
  {
    id: 'threshold-2',
    by: 'threshold',
    title: 'throughput of rest.* > 10/s',
    outcome: 'held',
    statement: 'All are above it.',
    cells: [],
  },
];

/** For tests that have no types of this package: of a run with checks and one before it. */
export async function studyPage(): Promise<string> {
  const earlier = syntheticStudy({
    launches: 5,
    changes: { manifest: sampleManifest({ name: 'ipc-study' }, { id: '20260101-000000-ipc-study-1' }) },
  });
  return pageOf(
    syntheticStudy({ changes: { checks } }),
    {},
    { earlier: () => Promise.resolve(earlier), program: 'node bin/run.js' },
  );
}
