import type { StopCondition } from '../../contract/experiment.js';
import type { Call, Payload } from '../../contract/payload.js';
import type { Client } from '../../contract/transport.js';
import { expectAnswer } from '../../kernel/contribution-shape.js';
import { PluginError, reasonOf, WiretaxError } from '../../kernel/errors.js';
import { callPlugin } from '../../kernel/guard.js';
import { monotonicNs } from '../../kernel/host/clock.js';
import { seededRandom } from '../../kernel/random.js';
import { Recorder } from '../recorder/recorder.js';
import type { SampleKeeper } from '../recorder/samples.js';
import { callChain, type Outcome } from './call-chain.js';
import { type Equipment, pick } from './equipment.js';
import { HangWatch } from './hang-watch.js';
import { InFlight } from './in-flight.js';
import type { StartPeer } from './messages.js';
import { type Answer, answersRequest, replyFault } from './reply-fault.js';

/** A window's load as it was driven. The throughput leaves out the calls that ran on after the last was issued. */
export interface Driven {
  readonly recorder: Recorder;
  readonly failedCalls: number;
  /** When recording began. */
  readonly startNs: number;
  readonly durationNs: number;
  /** Until the last call was issued. */
  readonly steadyNs: number;
  readonly throughput: number;
  /** Calls per second just before recording began. */
  readonly leadThroughput: number;
}

/** What is to be recorded of a load that runs already. */
export interface Recording {
  readonly atNs: number;
  readonly stop: StopCondition;
  /** Called when recording begins. */
  readonly begun: () => void;
}

export interface WarmupDrive {
  readonly maxMs: number;
  /** Called at the end of each slice; true ends the warm-up. */
  readonly slice: { readonly lengthNs: number; readonly ended: (calls: number) => boolean };
  /** What a recording begins with, to be rehearsed. */
  readonly begun: () => void;
  readonly progress: (recorder: Recorder) => void;
}

/** Drives load, one run after the other. */
export interface Driver {
  warmUp(options: WarmupDrive): Promise<void>;
  /** Starts load of which nothing counts until it is told to record. */
  start(progress: (recorder: Recorder) => void): void;
  /** Records the load that was started; resolves when it is over. */
  record(recording: Recording): Promise<Driven>;
}

const watchIntervalMs = 500;
/** Progress is told more often while nothing is recorded, so that the way to the coordinator is compiled too. */
const warmupWatchMs = 50;
/** In a warm-up recording begins anew at the end of every so many slices. */
const slicesPerRehearsal = 4;

/** The call that ends the load. */
interface Ending {
  readonly request: Payload;
  readonly error: WiretaxError;
  /** Whether it is of that kind that ended it. */
  readonly isFaulty: (outcome: Outcome) => boolean;
}

interface Run {
  readonly watchMs: number;
  readonly progress: (recorder: Recorder) => void;
}

/**
 * Everything here that runs per call (request, send, record, next) is a plain closure over numbers: no
 * allocation other than the request, no promise of its own. They are made once, not for each run, and a recording
 * begins in the middle of a run: what happens per call and when it begins has all happened in the warm-up, so that
 * V8 throws none of its code away when it counts.
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
  const { subject: transport } = pick(equipment, equipment.bench.transports, start.transport);
  const flows = start.flow.map(({ label }) => label).join('+');
  /** Whom a call that never returns is laid to: nobody knows who keeps it. */
  const keeper = flows === '' ? transport : { ...transport, name: `${transport.name} behind flow ${flows}` };

  const never = Number.POSITIVE_INFINITY;
  let nowNs = 0;
  let issued = 0;
  let completed = 0;
  let lastId = 0;
  /** Calls up to this one were made before recording began. */
  let leadId = 0;
  let budget = never;
  let deadlineNs = never;
  /** When the first call was refused; infinite before. */
  let stopNs = never;
  let completedAtStop = 0;
  /** The next instant at which something is due, by the clock of completed calls. */
  let dueNs = never;
  let sliceNs = never;
  let sliceEndNs = never;
  let completedInSlices = 0;
  let slices = 0;
  let sliceEnded: WarmupDrive['slice']['ended'] = () => false;
  let beginNs = never;
  let stop: StopCondition = {};
  let begun: () => void = () => undefined;
  let startNs = 0;
  let completedAtStart = 0;
  /** When recording was asked for, and how many calls had completed then. */
  let askedNs = 0;
  let completedWhenAsked = 0;
  let ending: Ending | undefined;

  const send: Call = (number, request, signal) => {
    const startedNs = monotonicNs();
    request.timestampNs = startedNs;
    inFlight.started(request.id, startedNs);
    return client.call(number, request, signal);
  };
  const begin = (): void => {
    beginNs = never;
    begun();
    samples.begin();
    startNs = monotonicNs();
    recorder.reset(startNs);
    nowNs = startNs;
    leadId = lastId;
    completedAtStart = completed;
    budget = issued + mostCalls(stop, start.clients);
    if (stop.durationMs !== undefined) deadlineNs = startNs + stop.durationMs * 1e6;
  };
  const whatIsDue = (): void => {
    if (nowNs >= sliceEndNs) {
      const calls = completed - completedInSlices;
      completedInSlices = completed;
      sliceEndNs = nowNs + sliceNs;
      slices += 1;
      if (slices % slicesPerRehearsal === 0) beginNs = nowNs;
      if (sliceEnded(calls)) stopNs = Math.min(stopNs, nowNs);
    }
    if (nowNs >= beginNs) begin();
    dueNs = Math.min(sliceEndNs, beginNs);
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
    if (!answersRequest(request, replyBytes, reply, nowNs)) refuse(request, reply, nowNs);
    recorder.timeline.record(nowNs, nowNs - scheduledNs);
    recorder.pauses.seen(nowNs);
    if (request.id > leadId) {
      recorder.record(scheduledNs, nowNs, request, reply);
      samples.record(scheduledNs, request.timestampNs, nowNs);
    }
    completed += 1;
    if (nowNs >= dueNs) whatIsDue();
    return nowNs;
  };
  const end = (by: Ending): never => {
    ending ??= by;
    throw ending.error;
  };
  const refuse = (request: Payload, reply: Answer, completedNs: number): never =>
    end({
      request,
      error: replyFault(request, replyBytes, reply, completedNs),
      isFaulty: (outcome) =>
        'reply' in outcome && !answersRequest(request, replyBytes, outcome.reply as Answer, completedNs),
    });
  const fail = (_scheduledNs: number, request: Payload, error: unknown): number => {
    const reason = `call ${String(request.id)}: ${reasonOf(error)}`;
    return end({
      request,
      error: new WiretaxError('E_CALL_FAILED', reason, { cause: error }),
      isFaulty: (outcome) => 'reason' in outcome,
    });
  };

  const reset = (): void => {
    nowNs = monotonicNs();
    issued = 0;
    completed = 0;
    leadId = lastId;
    budget = never;
    deadlineNs = never;
    stopNs = never;
    completedAtStop = 0;
    dueNs = never;
    sliceNs = never;
    sliceEndNs = never;
    beginNs = never;
    completedInSlices = 0;
    completedAtStart = 0;
    ending = undefined;
    recorder.reset(nowNs);
  };
  const run = async ({ watchMs, progress }: Run): Promise<void> => {
    const halt = new AbortController();
    const { call, maker } = callChain(equipment, start.flow, start.clients, transport, send);
    const interrupt = (): void => {
      halt.abort(equipment.signal.reason);
    };
    equipment.signal.addEventListener('abort', interrupt, { once: true });
    const hangs = new HangWatch(start.callTimeoutMs);
    const watch = setInterval(() => {
      const overNs = Math.min(stopNs, deadlineNs);
      const late = hangs.look({ issued, completed, oldestNs: inFlight.oldestNs(), lastNs: nowNs, overNs });
      if (late !== undefined)
        halt.abort(new PluginError(late.code === 'E_LOAD_HUNG' ? load.subject : keeper, late));
      samples.stock();
      progress(recorder);
    }, watchMs);
    try {
      const guard = { ...load.guard, limitMs: never, signal: halt.signal };
      const answer = await callPlugin(load.subject, guard, (signal) =>
        load.contribution.run({
          clients: start.clients,
          options: load.options,
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
    } catch (thrown) {
      if (ending === undefined) throw thrown;
      throw new PluginError((await maker(ending.request, ending.isFaulty)) ?? load.subject, ending.error);
    } finally {
      samples.end();
      clearInterval(watch);
      equipment.signal.removeEventListener('abort', interrupt);
    }
  };
  /** After the last call was issued fewer and fewer are in flight. That tail is no part of the rate, unless the window is so short that most of it is tail. */
  const throughput = (): number => {
    const calls = completedAtStop - completedAtStart;
    const recorded = recorder.response.count;
    return calls * 2 > recorded
      ? perSecond(calls, Math.min(stopNs, nowNs) - startNs)
      : perSecond(recorded, nowNs - startNs);
  };

  let running: Promise<void> | undefined;
  return {
    warmUp: async ({ maxMs, slice, begun: rehearsed, progress }) => {
      reset();
      stop = {};
      begun = rehearsed;
      deadlineNs = nowNs + maxMs * 1e6;
      slices = 0;
      sliceNs = slice.lengthNs;
      sliceEnded = slice.ended;
      sliceEndNs = nowNs + sliceNs;
      dueNs = sliceEndNs;
      await run({ watchMs: warmupWatchMs, progress });
    },
    start: (progress) => {
      reset();
      running = run({ watchMs: watchIntervalMs, progress });
      // Whoever asks to record it is told.
      running.catch(() => undefined);
    },
    record: async (recording) => {
      if (running === undefined) throw new WiretaxError('E_PROTOCOL', 'no load was started');
      const driven = running;
      running = undefined;
      ({ stop, begun } = recording);
      askedNs = monotonicNs();
      completedWhenAsked = completed;
      beginNs = recording.atNs;
      dueNs = beginNs;
      // Calls that take long must not put it off.
      const late = setTimeout(
        () => {
          if (beginNs !== never) begin();
        },
        Math.max(0, (recording.atNs - askedNs) / 1e6) + lateMs,
      );
      try {
        await driven;
      } finally {
        clearTimeout(late);
      }
      return {
        recorder,
        failedCalls: 0,
        startNs,
        durationNs: nowNs - startNs,
        steadyNs: Math.min(stopNs, nowNs) - startNs,
        throughput: throughput(),
        leadThroughput: perSecond(completedAtStart - completedWhenAsked, startNs - askedNs),
      };
    },
  };
}

/** How long after its instant recording begins at the latest. */
const lateMs = 2;

function perSecond(calls: number, ns: number): number {
  return calls / (ns / 1e9);
}

/** The budget of calls that all clients of a window share; infinite without one. */
export function mostCalls({ requests }: StopCondition, clients: number): number {
  return requests === undefined ? Number.POSITIVE_INFINITY : requests * clients;
}
