import { join } from 'node:path';
import type { Client, Listener } from '../contract/transport.js';
import { expectAnswer } from '../contribution-shape.js';
import { WiretaxError } from '../errors.js';
import { callPlugin } from '../guard.js';
import { monotonicNs } from '../host/clock.js';
import { type Recorder, series } from '../recorder/recorder.js';
import { SampleKeeper } from '../recorder/samples.js';
import { createDriver, type Driven, type Driver, mostCalls } from './driver.js';
import { equip, pick } from './equipment.js';
import type { LoadOutcome, OpenWindow, Progress, StartPeer, WindowOutcome } from './messages.js';
import type { PeerRole } from './role.js';
import { writing } from '../results/write-failure.js';
import { listen } from './server.js';
import { histogramFile, timelineFile } from './histogram-file.js';
import { isSteady } from './steady.js';
import { openWindow } from './window.js';

const sliceNs = 25e6;

/** A window whose load is over, and whose results nobody has asked for yet. */
interface FinishedLoad {
  readonly window: OpenWindow['window'];
  readonly directory: string;
  readonly startSeconds: number;
  readonly driven: Driven;
  readonly closed: Promise<WindowOutcome>;
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
  const histograms = import('../recorder/histogram.js');
  const listener: Listener | undefined =
    start.endpoint === undefined ? undefined : await listen(equipment, start);
  let client: Client | undefined;
  let driver: Driver | undefined;
  let finished: FinishedLoad | undefined;
  const drive: Driver = (options) => {
    if (driver === undefined) throw new WiretaxError('E_PROTOCOL', 'the client was not told to connect');
    return driver(options);
  };
  const tell = (recorder: Recorder): void => {
    const { response } = recorder;
    progress({ calls: response.count, p50Ns: response.quantile(0.5), p99Ns: response.quantile(0.99) });
  };
  const { toHistogram, toLog, summarise } = await histograms;
  return {
    endpoint: listener?.endpoint ?? null,
    answers: {
      connect: async ({ endpoint }) => {
        const { contribution, subject, guard } = pick(equipment, bench.transports, start.transport);
        const codec = bench.codecs.need(start.codec.use).contribution;
        const { clients } = start;
        const { options } = start.transport;
        const connected = await callPlugin(subject, guard, (abort) =>
          contribution.connect({ endpoint, codec, clients, options, signal: abort }),
        );
        client = expectAnswer(subject, 'connect', 'client', connected);
        driver = createDriver(equipment, start, client, samples);
        return null;
      },
      warmup: async ({ minMs, maxMs, minCalls }) => {
        const slices: number[] = [];
        let calls = 0;
        let steady = false;
        const startNs = monotonicNs();
        const ended = (callsInSlice: number): boolean => {
          slices.push(callsInSlice);
          calls += callsInSlice;
          const longEnough = monotonicNs() - startNs >= minMs * 1e6 && calls >= minCalls;
          steady = longEnough && isSteady(slices);
          return steady;
        };
        const slice = { lengthNs: sliceNs, ended };
        const { durationNs } = await drive({
          stop: { durationMs: maxMs },
          slice,
        });
        return { durationNs, steady, calls };
      },
      load: async (ask) => {
        const { directory, stop } = ask;
        const close = await openWindow(
          equipment,
          'client',
          ask,
          samples.nextWindow(mostCalls(stop, start.clients)),
        );
        const startSeconds = bench.host.clock.wall().getTime() / 1000;
        const driven = await drive({ stop, progress: tell });
        const closed = close();
        // Whoever asks for the results is told.
        closed.catch(() => undefined);
        finished = { window: ask.window, directory, startSeconds, driven, closed };
        return null;
      },
      results: async () => {
        if (finished === undefined) throw new WiretaxError('E_PROTOCOL', 'no load has ended');
        const { window, directory, startSeconds, driven, closed } = finished;
        finished = undefined;
        const outcome = await closed;
        samples.release();
        const { recorder, failedCalls, durationNs, throughput } = driven;
        const latencies = await Promise.all(
          series.map(async (name) => {
            const histogram = toHistogram(recorder[name]);
            if (window === 'measure') {
              const log = toLog(histogram, name, startSeconds, startSeconds + durationNs / 1e9);
              const path = join(directory, histogramFile(name));
              await writing(path, files.write(path, log));
            }
            return [name, summarise(histogram, recorder[name])] as const;
          }),
        );
        if (window === 'measure') {
          const path = join(directory, timelineFile);
          await writing(path, files.write(path, `${JSON.stringify(recorder.timeline.timeline())}\n`));
        }
        return {
          ...outcome,
          calls: recorder.response.count,
          failedCalls,
          durationNs,
          throughput,
          latencies: Object.fromEntries(latencies) as LoadOutcome['latencies'],
        };
      },
    },
    stop: async () => {
      await client?.close();
      await listener?.close();
    },
  };
}
