import { join } from 'node:path';
import type { Client, Listener } from '../../contract/transport.js';
import { expectAnswer } from '../../kernel/contribution-shape.js';
import { WiretaxError } from '../../kernel/errors.js';
import { callPlugin } from '../../kernel/guard.js';
import { monotonicNs } from '../../kernel/host/clock.js';
import { driftOf } from '../recorder/drift.js';
import type { Recorder } from '../recorder/recorder.js';
import { series } from '../../record/rows/series.js';
import { SampleKeeper } from '../recorder/samples.js';
import { mostCalls } from './account.js';
import { createDriver, type Driven, type Driver } from './driver.js';
import { rehearsedCodec } from './codec-rehearsal.js';
import { closeOf, equip, pick } from './equipment.js';
import type { LoadOutcome, OpenWindow, Progress, StartPeer, WindowOutcome } from './messages.js';
import type { PeerRole } from './role.js';
import { writing } from '../../record/store/write-failure.js';
import { listen } from './server.js';
import { histogramFile, timelineFile } from '../../record/store/histogram-file.js';
import { watchVitals } from './vitals.js';
import { Warmup } from './warmup.js';
import { openWindow, type Watched } from './window.js';

const sliceNs = 25e6;

/** A window whose load is over, and whose results nobody has asked for yet. */
interface FinishedLoad {
  readonly startSeconds: number;
  readonly driven: Driven;
  readonly closed: Promise<WindowOutcome>;
}

interface OpenedWindow {
  readonly ask: OpenWindow;
  readonly watched: Watched;
  finished?: FinishedLoad;
}

/** Drives the load. Hosts the server as well where a transport keeps both ends in one process. */
export async function clientRole(
  start: StartPeer,
  signal: AbortSignal,
  progress: (progress: Progress) => void,
): Promise<PeerRole> {
  const equipment = await equip(start, signal);
  const { bench } = equipment;
  const { files } = bench.host;
  const samples = new SampleKeeper();
  const buckets = import('../../record/rows/buckets.js');
  const histograms = import('../../record/rows/histogram.js');
  const histogramLog = import('../../record/rows/histogram-log.js');
  const listener: Listener | undefined =
    start.endpoint === undefined ? undefined : await listen(equipment, start);
  let client: Client | undefined;
  let driver: Driver | undefined;
  let opened: OpenedWindow | undefined;
  const driving = (): Driver => {
    if (driver === undefined) throw new WiretaxError('E_PROTOCOL', 'the client was not told to connect');
    return driver;
  };
  const tell = (recorder: Recorder): void => {
    const { response } = recorder;
    progress({ calls: response.count, p50Ns: response.quantile(0.5), p99Ns: response.quantile(0.99) });
  };
  const { bucketsOf, summarise } = await buckets;
  const { toHistogram } = await histograms;
  const { toLog } = await histogramLog;
  return {
    endpoint: listener?.endpoint ?? null,
    answers: {
      connect: async ({ endpoint }) => {
        const picked = pick(equipment, bench.transports, start.transport);
        const { contribution, subject, guard, options } = picked;
        const codec = rehearsedCodec(equipment, start);
        const { clients, workload } = start;
        const asked = workload === undefined ? {} : { workload };
        const connected = await callPlugin(subject, guard, (abort) =>
          contribution.connect({ endpoint, codec, ...asked, clients, options, signal: abort }),
        );
        client = expectAnswer(subject, 'connect', 'client', connected);
        driver = createDriver(equipment, start, client, samples);
        return null;
      },
      warmup: async ({ minMs, maxMs, minCalls }) => {
        const warmup = new Warmup({ minMs, minCalls });
        const rehearsal = watchVitals(driving().spunNs);
        await driving().warmUp({
          maxMs,
          slice: { lengthNs: sliceNs, ended: (calls) => warmup.sliceEnded(calls) },
          begun: rehearsal.begin,
          progress: tell,
        });
        await rehearsal.end();
        return warmup.outcome();
      },
      ping: () => Promise.resolve(null),
      load: async () => {
        await driving().start(tell);
        return null;
      },
      open: async (ask) => {
        const kept = samples.nextWindow(mostCalls(ask.stop, start.clients));
        opened = { ask, watched: await openWindow(equipment, ask, kept, driving().spunNs) };
        return null;
      },
      record: async ({ atNs }) => {
        if (opened === undefined) throw new WiretaxError('E_PROTOCOL', 'no window is open');
        const { ask, watched } = opened;
        const wallNs = bench.host.clock.wall().getTime() * 1e6 - monotonicNs();
        const driven = await driving().record({ atNs, stop: ask.stop, begun: watched.begin });
        const closed = watched.end();
        // Whoever asks for the results is told.
        closed.catch(() => undefined);
        opened.finished = { startSeconds: (wallNs + driven.startNs) / 1e9, driven, closed };
        return null;
      },
      results: async () => {
        if (opened?.finished === undefined) throw new WiretaxError('E_PROTOCOL', 'no load has ended');
        const { window, directory } = opened.ask;
        const { startSeconds, driven, closed } = opened.finished;
        opened = undefined;
        const outcome = await closed;
        samples.release();
        const { recorder, tally, startNs, durationNs, steadyNs, throughput, leadThroughput } = driven;
        const latencies = await Promise.all(
          series.map(async (name) => {
            if (window === 'measure') {
              const log = toLog(
                toHistogram(recorder[name]),
                name,
                startSeconds,
                startSeconds + durationNs / 1e9,
              );
              const path = join(directory, histogramFile(name));
              await writing(path, files.write(path, log));
            }
            return [name, summarise(bucketsOf(recorder[name]), recorder[name])] as const;
          }),
        );
        const { lateness } = recorder;
        const timeline = recorder.timeline.timeline();
        if (window === 'measure') {
          const path = join(directory, timelineFile);
          await writing(path, files.write(path, `${JSON.stringify(timeline)}\n`));
        }
        return {
          ...outcome,
          calls: recorder.response.count,
          failedCalls: tally.started - tally.ok,
          tally,
          ...(lateness.count === 0 ? {} : { lateness: summarise(bucketsOf(lateness), lateness) }),
          startNs,
          durationNs,
          throughput,
          leadThroughput,
          drift: driftOf(timeline, steadyNs),
          seenPauses: recorder.pauses.pauses(),
          latencies: Object.fromEntries(latencies) as LoadOutcome['latencies'],
        };
      },
    },
    stop: async () => {
      await closeOf(equipment, start.transport, client);
      await closeOf(equipment, start.transport, listener);
    },
  };
}
