import type { Cell, Latency, Results, Row, TrialRecord } from '@wiretax/core';

const use = (name: string): Cell['codec'] => ({ use: name, options: {}, label: name });

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

function cell(label: string): Cell {
  return {
    id: `${label}.64B.c10`,
    transport: { use: 'tcp', options: { b: 1, a: 2 }, label },
    size: { requestBytes: 64, replyBytes: 64 },
    concurrency: 10,
    flow: [],
    codec: use('protobuf'),
    link: 'tcp',
    placement: 'split',
    serviceTimeNs: 0,
  };
}

export function row(label: string): Row {
  const response: Latency = { ...nothing, count: 500, mean: 51_234.5, p50: 50_001 };
  return {
    cell: cell(label),
    control: false,
    trials: { completed: 1, failed: 0, planned: 1 },
    calls: 500,
    failedCalls: 0,
    throughput: 18_243.25,
    response,
    service: response,
    lag: response,
    toServer: nothing,
    toClient: nothing,
    tailRatio: null,
    spread: null,
    client: null,
    server: null,
    metrics: [],
    verdict: 'too-few-samples',
    verdicts: ['too-few-samples'],
    reasons: ['500 calls'],
  };
}

function failedTrial(label: string): TrialRecord {
  return {
    schema: 1,
    cell: cell(label).id,
    trial: 1,
    control: false,
    startedAt: '2026-01-02T03:04:05.000Z',
    status: 'failed',
    error: { code: 'E_PEER', message: 'the server ended', phase: 'measure' },
    evidence: [],
    verdicts: ['failed'],
    reasons: [],
    notes: [],
    problems: [],
    durationNs: 1e9,
    phasesNs: {},
  };
}

export function results(label: string, rows: readonly Row[] = [row(label)]): Results {
  // Only what a reporter that prints everything can tell from nothing.
  const manifest = { schema: 1, id: 'run-1', experiment: { name: 'quick', seed: 42 } } as Results['manifest'];
  return {
    trials: [failedTrial(label)],
    rows,
    controls: [],
    planned: 3,
    manifest,
    findings: [{ id: 'knee', statement: label, numbers: { p99Ns: 12.5, callsPerSecond: 3 }, cells: [] }],
    directory: 'runs/run-1',
  };
}
