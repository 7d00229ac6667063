import type { StopCondition } from '../../contract/experiment.js';
import type { Tally } from '../../contract/outcome.js';
import type { Client } from '../../contract/transport.js';
import { expectAnswer } from '../../kernel/contribution-shape.js';
import { WiretaxError } from '../../kernel/errors.js';
import { callPlugin } from '../../kernel/guard.js';
import { loopIdleNs, monotonicNs } from '../../kernel/host/clock.js';
import { seededRandom } from '../../kernel/random.js';
import { Loop, type Run } from '../loop/loop.js';
import { NodeEnvironment } from '../loop/node-environment.js';
import { StackPort } from '../loop/stack-port.js';
import type { Recorder } from '../recorder/recorder.js';
import type { SampleKeeper } from '../recorder/samples.js';
import { Account, perSecond, type Slices } from './account.js';
import { type CallChain, callChain } from './call-chain.js';
import { type Equipment, pick } from './equipment.js';
import { Failures } from './failures.js';
import { flowParts } from './flow-parts.js';
import type { StartPeer } from './messages.js';
import { watchdog } from './watchdog.js';

/** A window's load as it was driven. The throughput leaves out the calls that ran on after the last had become due. */
export interface Driven {
  readonly recorder: Recorder;
  readonly tally: Tally;
  /** When recording began. */
  readonly startNs: number;
  readonly durationNs: number;
  /** Until no more calls became due. */
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
  readonly slice: Slices;
  /** What a recording begins with, to be rehearsed. */
  readonly begun: () => void;
  readonly progress: (recorder: Recorder) => void;
}

/** Drives load, one run after the other. */
export interface Driver {
  warmUp(options: WarmupDrive): Promise<void>;
  /** Starts load of which nothing counts until it is told to record; resolves when it runs. */
  start(progress: (recorder: Recorder) => void): Promise<void>;
  /** Records the load that was started; resolves when it is over. */
  record(recording: Recording): Promise<Driven>;
  /** For how long the loop has only looked at the clock so far, ns. */
  readonly spunNs: () => number;
}

/** What is told of a run before it begins. */
interface Preparation {
  readonly watchMs: number;
  readonly progress: (recorder: Recorder) => void;
  /** When no more calls become due, as far as it is known; asked when the account is open. */
  readonly endNs?: () => number;
}

const watchIntervalMs = 500;
/** Progress is told more often while nothing is recorded, so that the way to the coordinator is compiled too. */
const warmupWatchMs = 50;
/** How long after its instant recording begins at the latest. */
const lateMs = 2;
const never = Number.POSITIVE_INFINITY;

/** The loop, its account and its port are made once, not for each run: see {@link Account}. */
export function createDriver(
  equipment: Equipment,
  start: StartPeer,
  client: Client,
  samples: SampleKeeper,
): Driver {
  const { size, clients, serviceTimeNs, callTimeoutMs } = start;
  const random = seededRandom(start.seed);
  const data = Uint8Array.from({ length: size.requestBytes }, () => random() * 256);
  const load = pick(equipment, equipment.bench.loads, start.load);
  const { subject: transport } = pick(equipment, equipment.bench.transports, start.transport);
  const flows = start.flow.map(({ label }) => label).join('+');
  const keeper = flows === '' ? transport : { ...transport, name: `${transport.name} behind flow ${flows}` };
  const { tolerate = 0, part } = start;

  const { replyBytes } = size;
  const { workload, sharesClock = true } = start;
  const expected = { replyBytes: workload === undefined ? replyBytes : null, sharesClock };
  const port = new StackPort({ client, data, replyBytes, expected, serviceTimeNs });
  const environment = new NodeEnvironment({
    activity: () => port.activity,
    due: () => {
      loop.due();
    },
    overdue: () => {
      loop.overdue();
    },
    turned: () => {
      loop.turned();
    },
  });
  const idleNs = (): number => loopIdleNs() + environment.spunNs;
  const account = new Account(samples, clients, idleNs);
  const patience = Math.max(1024, 2 * clients);
  const loop = new Loop({ environment, port, ledger: account, callers: clients, patience });
  port.tell(loop);
  account.keep(loop);
  const failures = new Failures({ expected, tolerate, callTimeoutMs, keeper });

  /** Makes what a run needs, and gives what runs it until it is over. */
  const prepare = async (): Promise<(preparation: Preparation) => Promise<void>> => {
    const share = { callers: clients, part, parts: start.parts, random };
    const { contribution, subject, guard, options } = load;
    const paced = await callPlugin(subject, guard, () => contribution.pace({ options, ...share }));
    const pace = expectAnswer(subject, 'pace', 'pace', paced);
    const { gates, again } = flowParts(equipment, start.flow, share);
    const chain = callChain(equipment, start.flow, share, transport, client.call);
    return (preparation) =>
      run({ load: { kind: contribution.kind, pace, subject }, gates, again }, chain, preparation);
  };
  const run = async (
    parts: Pick<Run, 'load' | 'gates' | 'again'>,
    chain: CallChain,
    preparation: Preparation,
  ) => {
    const { watchMs, progress, endNs = () => never } = preparation;
    const deadlineNs = tolerate > 0 ? callTimeoutMs * 1e6 : never;
    const drainNs = parts.load.kind === 'open' ? callTimeoutMs * 1e6 : never;
    const over = new Promise<unknown>((resolve) => {
      account.reset({
        failed: (outcome) => {
          failures.note(port.fault, outcome);
          if (failures.areTooMany(loop.counts, false)) loop.fail(undefined);
        },
        over: resolve,
      });
    });
    port.begin(chain.call, parts.again !== undefined || deadlineNs < never);
    failures.begin(chain);
    const interrupt = (): void => {
      loop.fail(equipment.signal.reason);
    };
    const looked = (): void => {
      samples.stock();
      progress(account.recorder);
    };
    equipment.signal.throwIfAborted();
    equipment.signal.addEventListener('abort', interrupt, { once: true });
    const unwatch = watchdog({ loop, account, callTimeoutMs, keeper, everyMs: watchMs, looked });
    try {
      loop.begin({ ...parts, deadlineNs, drainNs, calls: never, endNs: endNs() });
      const error = await over;
      if (error !== undefined) throw error as Error;
      if (failures.areTooMany(loop.counts, true)) throw await failures.error(loop.counts);
    } finally {
      samples.end();
      unwatch();
      equipment.signal.removeEventListener('abort', interrupt);
    }
  };

  let running: Promise<void> | undefined;
  return {
    spunNs: () => environment.spunNs,
    warmUp: async ({ maxMs, slice, begun, progress }) => {
      const runs = await prepare();
      const endNs = (): number => account.warmUp(slice, begun, maxMs);
      await runs({ watchMs: warmupWatchMs, progress, endNs });
    },
    start: async (progress) => {
      const runs = await prepare();
      running = runs({ watchMs: watchIntervalMs, progress });
      // Whoever asks to record it is told.
      running.catch(() => undefined);
    },
    record: async ({ atNs, stop, begun }) => {
      if (running === undefined) throw new WiretaxError('E_PROTOCOL', 'no load was started');
      const driven = running;
      running = undefined;
      const [askedNs, callsWhenAsked] = [monotonicNs(), account.calls];
      account.record(atNs, stop, begun);
      const late = setTimeout(
        () => {
          account.beginAtLast();
        },
        Math.max(0, (atNs - askedNs) / 1e6) + lateMs,
      );
      try {
        await driven;
      } finally {
        clearTimeout(late);
      }
      const { recorder, startNs } = account;
      return {
        recorder,
        tally: loop.counts.tally(),
        startNs,
        durationNs: account.durationNs(),
        steadyNs: account.steadyNs(),
        throughput: account.throughput(),
        leadThroughput: perSecond(account.callsAtStart - callsWhenAsked, startNs - askedNs),
      };
    },
  };
}
