import type { StopCondition, Use } from '../contract/experiment.js';
import type { Call, Payload } from '../contract/payload.js';
import type { Client } from '../contract/transport.js';
import { expectAnswer } from '../contribution-shape.js';
import { PluginError, reasonOf, type Subject, WiretaxError } from '../errors.js';
import { callPlugin, callPluginSync } from '../guard.js';
import { monotonicNs } from '../host/clock.js';
import { seededRandom } from '../random.js';
import { Recorder } from '../recorder/recorder.js';
import type { SampleKeeper } from '../recorder/samples.js';
import { type Equipment, pick } from './equipment.js';
import { InFlight } from './in-flight.js';
import type { StartPeer } from './messages.js';

/** A window's load as it was driven. The throughput leaves out the calls that ran on after the last was issued. */
export interface Driven {
  readonly recorder: Recorder;
  readonly failedCalls: number;
  readonly durationNs: number;
  readonly throughput: number;
}

export interface DriveOptions {
  readonly stop: StopCondition;
  /** Called with each slice's count of completed calls; true ends the window. */
  readonly slice?: { readonly lengthNs: number; readonly ended: (calls: number) => boolean };
  /** Called twice a second. */
  readonly progress?: (recorder: Recorder) => void;
}

const watchIntervalMs = 500;

/** Drives windows of load, one after the other. */
export type Driver = (options: DriveOptions) => Promise<Driven>;

/**
 * Everything here that runs per call (request, send, record, next) is a plain closure over numbers: no
 * allocation other than the request, no promise of its own. They are made once, not for each window, so that
 * the measured one runs the code that the warmup has compiled. The recorder is that of the last window.
 */
export function createDriver(
  equipment: Equipment,
  start: StartPeer,
  client: Client,
  samples: SampleKeeper,
): Driver {
  const recorder = new Recorder();
  const inFlight = new InFlight();
  const data = new Uint8Array(start.size.requestBytes);
  const random = seededRandom(start.seed);
  for (let index = 0; index < data.length; index += 1) data[index] = random() * 256;
  const { replyBytes } = start.size;
  const { serviceTimeNs } = start;
  const load = pick(equipment, equipment.bench.loads, start.load);
  // The load only hands on what happens to calls; a flow control may have had a hand in it.
  const { subject } = pick(equipment, equipment.bench.transports, start.transport);
  const flows = start.flow.map(({ label }) => label).join('+');
  const transport = flows === '' ? subject : { ...subject, name: `${subject.name} behind flow ${flows}` };

  let budget = 0;
  let deadlineNs = 0;
  let sliceNs = Number.POSITIVE_INFINITY;
  let sliceEnded: (calls: number) => boolean = () => false;
  let nowNs = 0;
  let issued = 0;
  let completed = 0;
  let lastId = 0;
  /** When the first call was refused; infinite before. */
  let stopNs = Number.POSITIVE_INFINITY;
  let completedAtStop = 0;
  let sliceEndNs = Number.POSITIVE_INFINITY;
  let completedInSlices = 0;

  const send: Call = (number, request, signal) => {
    const startedNs = monotonicNs();
    request.timestampNs = startedNs;
    inFlight.started(request.id, startedNs);
    return client.call(number, request, signal);
  };
  const endSlice = (): void => {
    const calls = completed - completedInSlices;
    completedInSlices = completed;
    sliceEndNs = nowNs + sliceNs;
    if (sliceEnded(calls)) stopNs = Math.min(stopNs, nowNs);
  };
  const next = (): boolean => {
    if (nowNs < stopNs && issued < budget && nowNs < deadlineNs) {
      issued += 1;
      return true;
    }
    if (completedAtStop === 0) {
      stopNs = nowNs;
      completedAtStop = completed;
    }
    return false;
  };
  const makeRequest = (): Payload => {
    lastId += 1;
    return { id: lastId, data, timestampNs: 0, replySize: replyBytes, serviceTimeNs };
  };
  const record = (scheduledNs: number, request: Payload, reply: Payload): number => {
    nowNs = monotonicNs();
    inFlight.ended(request.id);
    checkReply(transport, request, reply);
    recorder.record(scheduledNs, nowNs, request, reply);
    samples.record(scheduledNs, request.timestampNs, nowNs);
    completed += 1;
    if (nowNs >= sliceEndNs) endSlice();
    return nowNs;
  };
  const fail = (_scheduledNs: number, request: Payload, error: unknown): number => {
    const reason = `call ${String(request.id)}: ${reasonOf(error)}`;
    throw new PluginError(transport, new WiretaxError('E_CALL_FAILED', reason, { cause: error }));
  };

  return async (options) => {
    const { durationMs } = options.stop;
    const startNs = monotonicNs();
    recorder.reset(startNs);
    samples.begin();
    budget = mostCalls(options.stop, start.clients);
    deadlineNs = durationMs === undefined ? Number.POSITIVE_INFINITY : startNs + durationMs * 1e6;
    sliceNs = options.slice?.lengthNs ?? Number.POSITIVE_INFINITY;
    sliceEnded = options.slice?.ended ?? (() => false);
    nowNs = startNs;
    issued = 0;
    completed = 0;
    stopNs = Number.POSITIVE_INFINITY;
    completedAtStop = 0;
    sliceEndNs = startNs + sliceNs;
    completedInSlices = 0;

    const halt = new AbortController();
    const call = wrapFlows(equipment, start.flow, send);
    const interrupt = (): void => {
      halt.abort(equipment.signal.reason);
    };
    equipment.signal.addEventListener('abort', interrupt, { once: true });
    const watch = setInterval(() => {
      const late = hung(inFlight, nowNs, completed < issued, start.callTimeoutMs);
      if (late !== undefined) halt.abort(new PluginError(transport, late));
      samples.stock();
      options.progress?.(recorder);
    }, watchIntervalMs);
    try {
      const guard = { ...load.guard, limitMs: Number.POSITIVE_INFINITY, signal: halt.signal };
      const answer = await callPlugin(load.subject, guard, (signal) =>
        load.contribution.run({
          clients: start.clients,
          options: start.load.options,
          now: monotonicNs,
          next,
          request: makeRequest,
          call,
          record,
          fail,
          random,
          signal,
        }),
      );
      const summary = expectAnswer(load.subject, 'run', 'summary', answer);
      if (summary.issued !== issued || summary.completed !== completed || completed !== issued) {
        throw new WiretaxError(
          'E_LOST_CALLS',
          `load ${start.load.use} says it issued ${String(summary.issued)} and completed ${String(summary.completed)} calls, ` +
            `but ${String(issued)} were issued and ${String(completed)} recorded`,
        );
      }
    } finally {
      samples.end();
      clearInterval(watch);
      equipment.signal.removeEventListener('abort', interrupt);
    }
    // After the last call was issued fewer and fewer are in flight. That tail is no part of the rate, unless
    // the window is so short that most of it is tail.
    const steadyPart = completedAtStop * 2 > completed;
    const [calls, endNs] = steadyPart ? [completedAtStop, Math.min(stopNs, nowNs)] : [completed, nowNs];
    const durationNs = nowNs - startNs;
    return { recorder, failedCalls: 0, durationNs, throughput: calls / ((endNs - startNs) / 1e9) };
  };
}

/** The budget of calls that all clients of a window share; infinite without one. */
export function mostCalls({ requests }: StopCondition, clients: number): number {
  return requests === undefined ? Number.POSITIVE_INFINITY : requests * clients;
}

/** An error if a call has been in flight for too long, or none comes back although some were issued. */
function hung(
  inFlight: InFlight,
  lastNs: number,
  waiting: boolean,
  timeoutMs: number,
): WiretaxError | undefined {
  const earliestNs = monotonicNs() - timeoutMs * 1e6;
  const oldestNs = inFlight.oldestNs() ?? Number.POSITIVE_INFINITY;
  if (oldestNs > earliestNs && !(waiting && lastNs < earliestNs)) return undefined;
  const seconds = String(timeoutMs / 1000);
  return new WiretaxError(
    'E_CALL_TIMEOUT',
    `a call has had no reply for ${seconds} s; raise callTimeout if the service may be this slow`,
  );
}

function wrapFlows(equipment: Equipment, flows: readonly Use[], send: Call): Call {
  return flows.reduceRight((inner, use) => {
    const { contribution, subject } = pick(equipment, equipment.bench.flows, use);
    const call = callPluginSync(subject, () => contribution.wrap(inner, use.options));
    return expectAnswer(subject, 'wrap', 'call', call);
  }, send);
}

function checkReply(transport: Subject, request: Payload, reply: Payload): void {
  if (reply.id !== request.id) {
    const [got, sent] = [String(reply.id), String(request.id)];
    throw wrongReply(transport, `the reply carries id ${got}, the request had ${sent}: replies are mixed up`);
  }
  if (reply.data.length !== request.replySize) {
    const [got, asked] = [String(reply.data.length), String(request.replySize)];
    throw wrongReply(transport, `the reply has ${got} bytes of data, ${asked} were asked for`);
  }
}

function wrongReply(transport: Subject, reason: string): PluginError {
  return new PluginError(transport, new WiretaxError('E_WRONG_REPLY', reason));
}
