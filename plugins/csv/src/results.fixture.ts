import type { Cell, EvidenceRecord, Latency, Results, Row, TrialRecord } from '@wiretax/core';

const nothing: Latency = {
  count: 0,
  mean: null,
  min: null,
  max: null,
  p50: null,
  p90: null,
  p99: null,
  p999: null,
  p9999: null,
  overflow: 0,
};

export function cell(label: string): Cell {
  return {
    id: `${label}.64B.c10`,
    transport: { use: 'grpc', options: { channels: 4 }, label },
    size: { requestBytes: 64, replyBytes: 4096 },
    concurrency: 10,
    flow: [{ use: 'semaphore', options: { maxInflight: 5 }, label: 'semaphore-5' }],
    codec: { use: 'protobuf', options: {}, label: 'protobuf' },
    link: 'tcp',
    placement: 'split',
    serviceTimeNs: 0,
  };
}

export function row(label: string, part: Partial<Row> = {}): Row {
  const response: Latency = { ...nothing, count: 500, mean: 51_234.5, p50: 50_001 };
  const vitals = { cpu: 1.1, loopUtilisation: 0.98, userNsPerCall: 20_000, systemNsPerCall: 4000 };
  return {
    cell: cell(label),
    control: false,
    trials: { completed: 3, failed: 0, planned: 3 },
    calls: 500,
    failedCalls: 0,
    throughput: 18_243.25,
    response,
    service: response,
    lag: nothing,
    toServer: nothing,
    toClient: nothing,
    tailRatio: null,
    spread: { throughput: { low: 17_000, high: 19_000 }, p50: { low: 49_000, high: 52_000 }, p99: null },
    client: vitals,
    server: null,
    metrics: [
      {
        collector: 'usage',
        role: 'server',
        window: 'measure',
        name: 'cpu.user',
        value: 1e7,
        unit: 'ns',
        kind: 'counter',
        perCall: 20_000,
      },
    ],
    verdict: 'client-bound',
    verdicts: ['client-bound', 'unsteady'],
    reasons: ['busy 98 %', 'not settled'],
    ...part,
  };
}

export function failedRow(label: string): Row {
  return row(label, {
    trials: { completed: 0, failed: 1, planned: 3 },
    calls: 0,
    throughput: null,
    response: nothing,
    service: nothing,
    spread: null,
    client: null,
    metrics: [],
    verdict: 'failed',
    verdicts: ['failed'],
    reasons: ['the server ended'],
  });
}

export const evidence: EvidenceRecord = {
  collector: 'usage',
  role: 'server',
  window: 'measure',
  status: 'completed',
  metrics: [
    { name: 'cpu.user', value: 1e7, unit: 'ns', kind: 'counter' },
    { name: 'loop', value: 0.5, unit: 'ratio', kind: 'gauge' },
  ],
  artifacts: [],
  notes: [],
  calls: 500,
};

export function trial(label: string, part: Partial<TrialRecord> = {}): TrialRecord {
  return {
    schema: 1,
    cell: cell(label).id,
    trial: 1,
    control: false,
    startedAt: '2026-01-02T03:04:05.000Z',
    status: 'completed',
    evidence: [evidence],
    verdicts: ['valid'],
    reasons: [],
    notes: [],
    problems: [],
    durationNs: 1e9,
    phasesNs: { measure: 5e8 },
    ...part,
  };
}

export function results(
  rows: readonly Row[],
  trials: readonly TrialRecord[],
  controls: readonly Row[] = [],
): Results {
  // What a flat file takes from the manifest.
  const manifest = { id: 'run-1', experiment: { load: { label: 'closed' } } } as Results['manifest'];
  return { manifest, rows, controls, trials, findings: [], planned: trials.length, directory: 'runs/run-1' };
}
