import { manifest, use } from './manifest.fixture.js';
import type { Cell, Latency, Results, Row, TrialRecord, Verdict } from '@wiretax/core';

export interface CellShape {
  readonly transport?: string;
  readonly bytes?: number;
  readonly clients?: number;
  readonly flow?: string;
  readonly link?: Cell['link'];
}

export function cell(shape: CellShape = {}): Cell {
  const { transport = 'tcp', bytes = 64, clients = 10, flow, link = 'tcp' } = shape;
  return {
    id: `${transport}.${String(bytes)}B.c${String(clients)}${flow === undefined ? '' : `.${flow}`}.${link}`,
    transport: use(transport),
    size: { requestBytes: bytes, replyBytes: bytes },
    concurrency: clients,
    flow: flow === undefined ? [] : [use(flow)],
    codec: use('protobuf'),
    link,
    placement: 'split',
    serviceTimeNs: 0,
  };
}

/** Percentiles only where the count supports them, as the recorder does it. */
export function latency(p50Ns: number | null, tail = 2, count = 30_000): Latency {
  const supported = (share: number, factor: number): number | null =>
    p50Ns !== null && count >= 10 / (1 - share) - 1e-6 ? p50Ns * factor : null;
  return {
    count,
    mean: p50Ns === null ? null : p50Ns * 1.1,
    min: p50Ns === null ? null : p50Ns * 0.7,
    max: p50Ns === null ? null : p50Ns * tail * 9,
    p50: supported(0.5, 1),
    p90: supported(0.9, 1.3),
    p99: supported(0.99, tail),
    p999: supported(0.999, tail * 2.5),
    p9999: supported(0.9999, tail * 5),
    overflow: 0,
  };
}

export interface RowShape extends CellShape {
  readonly rate?: number;
  readonly spread?: number;
  readonly p50Us?: number;
  readonly tail?: number;
  readonly serviceUs?: number;
  readonly cpuUs?: readonly [number, number];
  readonly busy?: readonly [number, number];
  readonly verdicts?: readonly Verdict[];
  readonly reasons?: readonly string[];
  readonly launches?: Row['trials'];
  readonly calls?: number;
}

export function row(shape: RowShape = {}): Row {
  const {
    rate = 18_243,
    p50Us = 51.2,
    tail = 2,
    calls = 30_000,
    spread = 0.04,
    verdicts = ['valid'],
  } = shape;
  const [cpuClient, cpuServer] = shape.cpuUs ?? [24.1, 18.3];
  const [busyClient, busyServer] = shape.busy ?? [0.61, 0.48];
  const response = latency(p50Us * 1e3, tail, calls);
  const vitals = (cpuUs: number, busy: number): NonNullable<Row['client']> => ({
    cpu: busy * 1.1,
    loopUtilisation: busy,
    userNsPerCall: cpuUs * 700,
    systemNsPerCall: cpuUs * 300,
  });
  return {
    cell: cell(shape),
    control: false,
    trials: shape.launches ?? { completed: 3, failed: 0, planned: 3 },
    calls,
    failedCalls: 0,
    throughput: rate,
    response,
    service: latency((shape.serviceUs ?? p50Us) * 1e3, tail, calls),
    lag: latency(400, tail, calls),
    toServer: latency(p50Us * 520, tail, calls),
    toClient: latency(p50Us * 450, tail, calls),
    tailRatio: response.p99 === null ? null : tail,
    spread: {
      throughput: { low: rate * (1 - spread), high: rate * (1 + spread / 2) },
      p50: { low: p50Us * 960, high: p50Us * 1030 },
      p99: null,
    },
    client: vitals(cpuClient, busyClient),
    server: vitals(cpuServer, busyServer),
    metrics: [],
    verdict: verdicts[0] ?? 'valid',
    verdicts,
    reasons: shape.reasons ?? [],
  };
}

export function emptyRow(shape: RowShape): Row {
  const nothing = latency(null, 1, 0);
  return {
    ...row({ launches: { completed: 0, failed: 3, planned: 3 }, verdicts: ['failed'], ...shape }),
    calls: 0,
    throughput: null,
    response: nothing,
    service: nothing,
    lag: nothing,
    toServer: nothing,
    toClient: nothing,
    tailRatio: null,
    spread: null,
    client: null,
    server: null,
  };
}

export function trial(of: Cell, part: Partial<TrialRecord> = {}): TrialRecord {
  return {
    schema: 1,
    cell: of.id,
    trial: 1,
    control: false,
    startedAt: '2026-01-02T03:04:05.000Z',
    status: 'completed',
    evidence: [],
    verdicts: ['valid'],
    reasons: [],
    notes: [],
    problems: [],
    durationNs: 1e9,
    phasesNs: {},
    ...part,
  };
}

export function failedTrial(of: Cell, message: string): TrialRecord {
  return trial(of, {
    status: 'failed',
    error: { code: 'PEER_EXIT', message, phase: 'setup' },
    verdicts: ['failed'],
  });
}

export function results(rows: readonly Row[], part: Partial<Results> = {}, repetitions = 3): Results {
  return {
    manifest: manifest(repetitions),
    rows,
    controls: [],
    trials: rows.map((each) => trial(each.cell)),
    findings: [],
    planned: rows.length,
    directory: '.wiretax/runs/20260102-030405-quick-7f3a',
    ...part,
  };
}
