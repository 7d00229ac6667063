import type { AnyCode } from '../../contract/error-codes.js';
import type { Experiment, StopCondition, WarmupOptions } from '../../contract/experiment.js';
import type { Size, Use } from '../../contract/cell.js';
import type { Drift, Latency, Vitals, WarmupRecord } from '../../contract/measured.js';
import type { Tally } from '../../contract/outcome.js';
import type { EvidenceRecord } from '../../contract/trial-record.js';
import type { SeenPauses } from '../recorder/pauses.js';
import type { Half } from '../../contract/topology.js';
import type { Endpoint } from '../../contract/endpoint.js';
import type { Workload } from '../../contract/workload.js';
import type { PeerYardstick, Yardstick } from '../../contract/yardstick.js';

/**
 * The control protocol between coordinator and peer: JSON lines, requests over the peer's standard input
 * and answers over its standard output, so that anything that can start a process and pipe two streams can
 * carry it. A peer exits when its input closes.
 */
export const protocolVersion = 1;

/** Which half of the echo service a peer of ours runs; it is called so, too. */
export type Role = Extract<Half, 'server' | 'client'>;

/** A plugin as a peer imports it. */
export interface PeerPlugin {
  readonly name: string;
  readonly version: string;
  readonly entry: string;
  readonly folder?: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly foreignCore: boolean;
}

export interface StartPeer {
  /** Its name in the cast. */
  readonly peer: string;
  readonly half: Role;
  readonly plugins: readonly PeerPlugin[];
  readonly settings: Experiment['settings'];
  readonly transport: Use;
  readonly codec: Use;
  /** Where to listen; for a client, only if both ends share its process. */
  readonly endpoint?: Endpoint;
  /** Callers of this process. */
  readonly clients: number;
  /** It is process `part` of `parts`, counted from 0. */
  readonly part: number;
  readonly parts: number;
  readonly size: Size;
  readonly serviceTimeNs: number;
  /** What a client asks for instead of echo. */
  readonly workload?: Workload;
  /** False for a client whose server stamps replies with another clock, or may do so. */
  readonly sharesClock?: boolean;
  readonly flow: readonly Use[];
  readonly load: Use;
  readonly callTimeoutMs: number;
  /** The share of failed calls that is put up with; none when left out. */
  readonly tolerate?: number;
  readonly seed: number;
}

export interface OpenWindow {
  readonly window: 'measure' | 'profile';
  /** Those that run inside the peer. */
  readonly collectors: readonly Use[];
  /** The trial's folder, for histograms and artifacts. */
  readonly directory: string;
  readonly stop: StopCondition;
}

/** Paths of two FIFOs, as one of the peers uses them. */
export interface Fifos {
  readonly receive: string;
  readonly send: string;
}

/** What each request carries and what it is answered with. */
export interface Requests {
  start: { ask: StartPeer; answer: { readonly endpoint: Endpoint | null } };
  connect: { ask: { readonly endpoint: Endpoint }; answer: null };
  /** Opens them for the yardstick; one that can't be opened is none. */
  fifos: { ask: Fifos; answer: null };
  /** What a fixed piece of work takes here. `wakeNs` is told by the one that leads, if both were asked to open FIFOs. */
  yardstick: {
    ask: { readonly leads: boolean };
    answer: PeerYardstick & Pick<Yardstick, 'wakeNs'>;
  };
  warmup: { ask: WarmupOptions; answer: WarmupRecord };
  /** Answered at once. Asked during the warm-up, so that the control channel's code is compiled with the rest. */
  ping: { ask: null; answer: null };
  /** Client: starts load of which nothing counts yet. */
  load: { ask: null; answer: null };
  /** Begins to watch itself, until `close` or `results`; the load runs already. */
  open: { ask: OpenWindow; answer: null };
  /**
   * The window begins at this instant of CLOCK_MONOTONIC, at which no message is sent. The client answers when its load is over,
   * which ends the window for everybody, others at once.
   */
  record: { ask: { readonly atNs: number }; answer: null };
  /** Client: what came of it; writes the histograms. */
  results: { ask: null; answer: LoadOutcome };
  close: { ask: null; answer: WindowOutcome };
  stop: { ask: null; answer: null };
}
export type RequestName = keyof Requests;

/** Evidence whose calls nobody has counted yet. */
export interface Gathered extends Omit<EvidenceRecord, 'calls'> {
  /** When the collector was attached, CLOCK_MONOTONIC: a little before the window. */
  readonly sinceNs: number;
}

export interface WindowOutcome {
  readonly vitals: Vitals;
  readonly evidence: readonly Gathered[];
  /** Client: when no call completed. Server: when none entered the handler. */
  readonly seenPauses?: SeenPauses;
}

export interface LoadOutcome extends WindowOutcome {
  readonly seenPauses: SeenPauses;
  readonly calls: number;
  readonly failedCalls: number;
  readonly tally: Tally;
  /** Open load only. */
  readonly lateness?: Latency;
  /** When recording began. */
  readonly startNs: number;
  readonly durationNs: number;
  readonly throughput: number;
  /** Calls per second just before recording began. */
  readonly leadThroughput: number;
  readonly drift: Drift | null;
  readonly latencies: Readonly<Record<'response' | 'service' | 'lag' | 'toServer' | 'toClient', Latency>>;
}

export interface Progress {
  readonly calls: number;
  readonly p50Ns: number | null;
  readonly p99Ns: number | null;
}

export interface Request {
  readonly v: number;
  readonly id: number;
  readonly name: RequestName;
  readonly ask: unknown;
}

export type Reply =
  | { readonly v: number; readonly id: number; readonly ok: true; readonly answer: unknown }
  | { readonly v: number; readonly id: number; readonly ok: false; readonly error: PeerFailure }
  | { readonly v: number; readonly event: 'progress'; readonly progress: Progress }
  | { readonly v: number; readonly event: 'fatal'; readonly error: PeerFailure };

export interface PeerFailure {
  readonly code: AnyCode;
  readonly message: string;
}

const requestNames: ReadonlySet<string> = new Set<RequestName>([
  'start',
  'connect',
  'fifos',
  'yardstick',
  'warmup',
  'ping',
  'load',
  'open',
  'record',
  'results',
  'close',
  'stop',
]);

/** The request on a line; throws if it isn't one of this version. */
export function parseRequest(line: string): Request {
  const message = parseObject(line);
  if (message === undefined) throw new Error('a control line is not a JSON object');
  if (message['v'] !== protocolVersion) {
    throw new Error(
      `the coordinator speaks control protocol ${String(message['v'])}, this peer ${String(protocolVersion)}`,
    );
  }
  if (!Number.isSafeInteger(message['id']) || !requestNames.has(String(message['name']))) {
    throw new Error('a control line is not a known request');
  }
  return message as unknown as Request;
}

/** The reply on a line; undefined for anything else, such as what native code printed to standard output. */
export function parseReply(line: string): Reply | undefined {
  const message = parseObject(line);
  if (message?.['v'] !== protocolVersion) return undefined;
  const isAnswer =
    Number.isSafeInteger(message['id']) && (message['ok'] === true || isFailure(message['error']));
  const isEvent =
    (message['event'] === 'progress' &&
      typeof message['progress'] === 'object' &&
      message['progress'] !== null) ||
    (message['event'] === 'fatal' && isFailure(message['error']));
  return isAnswer || isEvent ? (message as unknown as Reply) : undefined;
}

function isFailure(value: unknown): boolean {
  const failure = value as Partial<PeerFailure> | null | undefined;
  return typeof failure?.code === 'string' && typeof failure.message === 'string';
}

function parseObject(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
