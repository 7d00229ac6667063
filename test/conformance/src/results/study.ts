import type { EvidenceRecord, Finding, Results, Row, RowMetric, TrialRecord, Use } from '@wiretax/core';
import {
  sampleChecks,
  sampleConditions,
  sampleEvidence,
  sampleManifest,
  sampleResults,
  sampleRow,
  sampleRowMetric,
  sampleTrial,
  square,
  use,
} from '@wiretax/core/testing';

const launches = 3;
const sizes = [64, 4096];
const clients = [1, 10, 50];
const grpc = use('grpc', 'grpc', { channels: 4 });

/** A finished run with something of everything: two transports, two sizes, three levels, flow control, a ceiling. */
export function study(): Results {
  const rows = [
    ...sizes.flatMap((bytes) =>
      clients.flatMap((level) => [rowOf('tcp', bytes, level, 80_000), rowOf(grpc, bytes, level, 15_000)]),
    ),
    limited(),
  ];
  const controls = sizes.flatMap((bytes) =>
    clients.map((level): Row => ({ ...rowOf('null', bytes, level, 400_000), control: true })),
  );
  const trials = [...rows, ...controls].flatMap((row) =>
    Array.from({ length: launches }, (_, index) => trialOf(row, index + 1)),
  );
  const axes = {
    transport: [use('tcp'), grpc],
    size: sizes.map(square),
    concurrency: clients,
    flow: [[], [use('semaphore')]],
  };
  const { experiment, machine, plugins } = sampleManifest();
  const manifest = sampleManifest(
    { axes: { ...experiment.axes, ...axes }, repetitions: launches },
    {
      machine: { ...machine, mitigations: { meltdown: 'Mitigation: PTI' }, execArgv: ['--no-warnings'] },
      conditions: [sampleConditions({}, { variables: { NODE_OPTIONS: '--no-warnings' } })],
      plugins: plugins.map((plugin) => ({ ...plugin, dependencies: { long: '5.3.2' } })),
    },
  );
  const checks = sampleChecks();
  return sampleResults(rows, {
    manifest,
    controls,
    trials,
    checks,
    findings: [finding],
    planned: trials.length,
  });
}

/** Throughput saturates at ten clients: more of them only wait. */
function rowOf(transport: string | Use, bytes: number, level: number, peak: number): Row {
  const rate = (peak * Math.min(level, 10)) / 10 / Math.sqrt(bytes / 64);
  const p50Us = (level / rate) * 1e6 * 0.9;
  return sampleRow({ transport, bytes, clients: level, rate, p50Us }, { metrics });
}

function limited(): Row {
  const shape = { transport: grpc, flow: 'semaphore', rate: 14_000, p50Us: 640, serviceUs: 250 };
  const said = {
    verdicts: ['client-bound'] as const,
    reasons: ['the client was busy for 98 % of the window'],
  };
  return sampleRow({ ...shape, ...said, busy: [0.98, 0.5] }, { failedCalls: 3, metrics });
}

function trialOf(row: Row, trial: number): TrialRecord {
  const notes = ['the governor is not known'];
  const at = { trial, control: row.control };
  return sampleTrial(row.cell, { ...at, notes, evidence, verdicts: row.verdicts, reasons: row.reasons });
}

const evidence: readonly EvidenceRecord[] = [
  sampleEvidence(),
  sampleEvidence({
    collector: 'sampler',
    window: 'profile',
    metrics: [{ name: 'samples.taken', value: 990, unit: 'count', kind: 'counter' }],
    artifacts: [{ file: 'stacks.folded', mediaType: 'text/plain' }],
    notes: ['10 samples were lost'],
    observer: { throughput: -0.2, p50: 0.15, p99: 0.4 },
  }),
];

const metrics: readonly RowMetric[] = evidence.flatMap(({ collector, peer, window, metrics: found, calls }) =>
  found.map((metric) => {
    const perCall = metric.kind === 'counter' ? metric.value / calls : null;
    return sampleRowMetric({ ...metric, collector, peer, window, perCall, comparable: window === 'measure' });
  }),
);

const finding: Finding = {
  id: 'knee.tcp.64B',
  statement: 'Throughput of tcp at 64B stops growing at 10 clients.',
  numbers: { clients: 10, throughputPerSecond: 80_000 },
  interval: { low: 8, high: 14, level: 0.95 },
  cells: ['tcp.64B.c1', 'tcp.64B.c10', 'tcp.64B.c50'],
};
