import type { Cell, Use } from '../contract/cell.js';
import type { Distribution, Launch, Row, RowMetric, RowPeer } from '../contract/row.js';
import type { Latency } from '../contract/measured.js';
import type { Verdict } from '../contract/trial-record.js';
import { planCells } from '../record/plan/cells.js';
import { sampleExperiment, square, use } from './sample-experiment.js';

export interface SampleCellShape {
  /** A name alone stands for the contribution without options. */
  readonly transport?: string | Use;
  readonly bytes?: number;
  /** Of the reply, if it is not as large as the request. */
  readonly replyBytes?: number;
  readonly clients?: number;
  readonly flow?: string | Use;
  readonly link?: string;
}

/** `tcp.64B.c10`, or another point of the matrix, with the id that the plan gives it. */
export function sampleCell(shape: SampleCellShape = {}): Cell {
  const { transport = 'tcp', bytes = 64, replyBytes = bytes, clients = 10, flow, link = 'tcp' } = shape;
  const [cell] = planCells(
    sampleExperiment({
      transport: [useOf(transport)],
      size: [{ ...square(bytes), replyBytes }],
      concurrency: [clients],
      flow: [flow === undefined ? [] : [useOf(flow)]],
      link: [use(link)],
    }),
  );
  if (cell === undefined) throw new Error('a plan of one cell has a cell');
  return cell;
}

function useOf(given: string | Use): Use {
  return typeof given === 'string' ? use(given) : given;
}

/** Latencies around a P50 in ns; percentiles only where the count supports them, as the recorder does it. */
export function sampleLatency(p50Ns: number | null, tailRatio = 2, count = 30_000): Latency {
  const supported = (share: number, factor: number): number | null =>
    p50Ns !== null && count >= 10 / (1 - share) - 1e-6 ? p50Ns * factor : null;
  return {
    count,
    mean: p50Ns === null ? null : p50Ns * 1.1,
    min: p50Ns === null ? null : p50Ns * 0.7,
    max: p50Ns === null ? null : p50Ns * tailRatio * 9,
    p50: supported(0.5, 1),
    p90: supported(0.9, 1.3),
    p99: supported(0.99, tailRatio),
    p999: supported(0.999, tailRatio * 2.5),
    p9999: supported(0.9999, tailRatio * 5),
    overflow: 0,
  };
}

/** Launches that all came out the same: a bulk around the P50, and 2 % at the P99. */
function sampleLaunches(
  count: number,
  calls: number,
  launch: Pick<Launch, 'throughput'>,
  p50Ns: number,
  p99Ns: number,
): Launch[] {
  const share = (part: number): number => Math.round((calls * part) / count);
  const response: Distribution = {
    valuesNs: [p50Ns * 0.7, p50Ns, p50Ns * 1.1, Math.max(p99Ns, p50Ns * 1.2)],
    counts: [share(0.3), share(0.4), share(0.28), share(0.02)],
  };
  return Array.from({ length: count }, (_, index) => ({
    trial: index + 1,
    startedAt: `2026-01-02T03:0${String(4 + (index % 6))}:05.000Z`,
    calls: Math.round(calls / count),
    ...launch,
    response,
    service: response,
    peers: {},
    metrics: [],
  }));
}

export interface SampleRowShape extends SampleCellShape {
  /** Calls per second. */
  readonly rate?: number;
  readonly calls?: number;
  /** P50 of response time, and of service time where it differs. */
  readonly p50Us?: number;
  readonly serviceUs?: number;
  /** P99 over P50. */
  readonly tailRatio?: number;
  /** How far the slowest launch's rate was below the whole, as a share of it. */
  readonly spread?: number;
  /** CPU time a call, of client and server. */
  readonly cpuUs?: readonly [number, number];
  /** Utilisation of the event loop, 0 to 1, of client and server. */
  readonly busy?: readonly [number, number];
  readonly launches?: Row['trials'];
  /** Peers between client and server, such as `proxy-1`. */
  readonly between?: readonly string[];
  /** Both ends share the client's process, so that there is no server to tell of. */
  readonly alone?: boolean;
  /** Gravest first. */
  readonly verdicts?: readonly Verdict[];
  readonly reasons?: readonly string[];
}

/** A valid row of three launches; `changes` replaces members as they stand in the contract. */
export function sampleRow(shape: SampleRowShape = {}, changes: Partial<Row> = {}): Row {
  const { rate = 18_243, p50Us = 51.2, tailRatio = 2, calls = 30_000, spread = 0.04 } = shape;
  const { verdicts = ['valid'], reasons = [] } = shape;
  const [cpuClient, cpuServer] = shape.cpuUs ?? [24.1, 18.3];
  const [busyClient, busyServer] = shape.busy ?? [0.61, 0.48];
  const response = sampleLatency(p50Us * 1e3, tailRatio, calls);
  const vitals = (half: 'client' | 'server', cpuUs: number, busy: number): RowPeer => ({
    half,
    cpu: busy * 1.1,
    loopUtilisation: busy,
    busiestThread: null,
    allottedShare: null,
    userNsPerCall: cpuUs * 700,
    systemNsPerCall: cpuUs * 300,
  });
  const trials = shape.launches ?? { completed: 3, failed: 0, planned: 3 };
  return {
    cell: sampleCell(shape),
    control: false,
    trials,
    calls,
    failedCalls: 0,
    tally: null,
    throughput: rate,
    response,
    service: sampleLatency((shape.serviceUs ?? p50Us) * 1e3, tailRatio, calls),
    lag: sampleLatency(400, tailRatio, calls),
    toServer: sampleLatency(p50Us * 520, tailRatio, calls),
    toClient: sampleLatency(p50Us * 450, tailRatio, calls),
    tailRatio: response.p99 === null ? null : tailRatio,
    launches: sampleLaunches(
      trials.completed,
      calls,
      { throughput: rate },
      p50Us * 1e3,
      p50Us * tailRatio * 1e3,
    ),
    spread: {
      throughput: { low: rate * (1 - spread), high: rate * (1 + spread / 2) },
      p50: { low: p50Us * 960, high: p50Us * 1030 },
      p99: null,
    },
    peers: {
      client: vitals('client', cpuClient, busyClient),
      ...Object.fromEntries((shape.between ?? []).map((name) => [name, sampleMiddle()])),
      ...(shape.alone === true ? {} : { server: vitals('server', cpuServer, busyServer) }),
    },
    limit: null,
    metrics: [],
    verdict: verdicts[0] ?? 'valid',
    verdicts,
    reasons,
    nearly: [],
    ...changes,
  };
}

/** A proxy that Wiretax started: it has no event loop to look at. */
export function sampleMiddle(changes: Partial<RowPeer> = {}): RowPeer {
  return {
    half: 'middle',
    cpu: 0.77,
    loopUtilisation: null,
    busiestThread: 0.7,
    allottedShare: 0.385,
    userNsPerCall: 9_000,
    systemNsPerCall: 21_000,
    ...changes,
  };
}

/** A row none of whose launches finished. */
export function sampleFailedRow(shape: SampleRowShape = {}, changes: Partial<Row> = {}): Row {
  const nothing = sampleLatency(null, 1, 0);
  return {
    ...sampleRow({ launches: { completed: 0, failed: 3, planned: 3 }, verdicts: ['failed'], ...shape }),
    calls: 0,
    throughput: null,
    response: nothing,
    service: nothing,
    lag: nothing,
    toServer: nothing,
    toClient: nothing,
    tailRatio: null,
    launches: [],
    spread: null,
    peers: {},
    ...changes,
  };
}

/** User CPU time of the server in the measured window, as the collector `usage` brings it back. */
export function sampleRowMetric(changes: Partial<RowMetric> = {}): RowMetric {
  return {
    collector: 'usage',
    peer: 'server',
    window: 'measure',
    name: 'cpu.user',
    value: 1e9,
    unit: 'ns',
    kind: 'counter',
    perCall: 20_000,
    comparable: true,
    ...changes,
  };
}
