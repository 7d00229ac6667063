import type { Finding, Results, RowMetric } from '@wiretax/core';
import { sampleResults, sampleRowMetric } from '@wiretax/core/testing';
import { syntheticRow } from '@wiretax/statistics/synthetic';
import type { ChartExtras } from './chart.js';

export interface StudyShape {
  readonly transports?: readonly string[];
  readonly sizes?: readonly number[];
  readonly levels?: readonly number[];
  readonly launches?: number;
  readonly calls?: number;
  readonly findings?: readonly Finding[];
  readonly metrics?: readonly RowMetric[];
}

const sampled: readonly RowMetric[] = (['client', 'server'] as const).flatMap((peer) => [
  ...['protocol', 'gc', 'kernel-network', 'idle'].map((part) =>
    sampleRowMetric({ collector: 'flamegraph', peer, window: 'profile', name: `cpu.${part}` }),
  ),
  sampleRowMetric({ peer, name: 'context-switches.voluntary', unit: 'count', perCall: 1.5 }),
  sampleRowMetric({ collector: 'perf-stat', peer, name: 'syscalls', unit: 'count', perCall: 6 }),
]);

/** A matrix of which the first transport is fast with small messages and slow with large ones. */
export function study({
  transports = ['tcp', 'grpc'],
  sizes = [64, 4096, 65_536],
  levels = [1, 10, 100],
  launches = 3,
  calls = 2000,
  findings = [],
  metrics = sampled,
}: StudyShape = {}): Results {
  const rows = transports.flatMap((transport, index) =>
    sizes.flatMap((bytes) =>
      levels.map((clients) =>
        syntheticRow({
          transport,
          bytes,
          clients,
          launches,
          calls,
          p50Ns: (20_000 + index * 40_000 + (bytes * 4) / (index + 1)) * clients ** 0.8,
          tailRatio: 2 + Math.log10(clients),
          launchNoise: 0.03,
          seed: index * 1000 + bytes + clients,
          metrics,
        }),
      ),
    ),
  );
  return sampleResults(rows, { findings });
}

const curve = ['tcp.64B.c1', 'tcp.64B.c10', 'tcp.64B.c100'];
const between = ['tcp.4KiB.c1', 'tcp.64KiB.c1', 'grpc.4KiB.c1', 'grpc.64KiB.c1'];

/** Of analyses that charts know nothing of. */
export const findings: readonly Finding[] = [
  {
    id: 'meeting.1',
    statement: 'At 1 client grpc becomes faster near 20 KiB.',
    numbers: {},
    cells: between,
    marks: [{ axis: 'size', at: 20_480, low: 16_000, high: 24_000, figure: 'response.p50', cells: between }],
  },
  {
    id: 'bend.1',
    statement: 'Bend of tcp at 64B near 30 clients.',
    numbers: {},
    cells: curve,
    marks: [
      { axis: 'concurrency', at: 30, low: 20, high: 40, figure: 'tailRatio', cells: curve },
      { axis: 'concurrency', at: 10, figure: 'throughput', cells: curve },
      { axis: 'concurrency', at: 10, figure: 'response.p99', cells: curve },
      { axis: 'size', at: 64, figure: 'throughput', cells: curve },
    ],
  },
  {
    id: 'law.1',
    statement: 'tcp loses 10 % to contention.',
    numbers: {},
    cells: curve,
    curves: [
      {
        axis: 'concurrency',
        figure: 'throughput',
        cells: curve,
        points: [1, 10, 100].map((x) => ({ x, y: (20_000 * x) / (1 + 0.1 * (x - 1)) })),
      },
    ],
  },
];

export const extras: ChartExtras = {
  timelines: [
    {
      cell: 'tcp.64B.c1',
      sliceNs: 1e6,
      worstNs: [5e4, 0, 2e6, 6e4],
      pauses: [{ startNs: 2e6, durationNs: 1.5e6, kind: 'major', peer: 'client' }],
    },
  ],
};
