import { join } from 'node:path';
import type { LoadedPlugin } from '../../kernel/bench.js';
import type { Link, LinkForm } from '../../contract/link.js';
import type { Bench } from '../../contract/plugin.js';
import type { TrialRecord } from '../../contract/trial-record.js';
import { createKernel, type Kernel } from '../../kernel/kernel.js';
import { histogramFile } from '../../record/store/histogram-file.js';
import { toLog } from '../../record/rows/histogram-log.js';
import { series } from '../../record/rows/series.js';
import { fakeHost, type FakeHost } from '../../testing/fake-host.js';
import { sampleHistogram } from '../../testing/sample-histograms.js';
import { loadOutcome, scriptedPeer } from '../../testing/scripted-peer.js';
import { sampleExperiment, square } from '../../testing/sample-experiment.js';
import type { RunRequest } from './run.js';
import type { RunObserver } from './session.js';

export const quiet: RunObserver = {
  started: () => undefined,
  trialStarted: () => undefined,
  progress: () => undefined,
  trialFinished: () => undefined,
};
export const never: AbortSignal = new AbortController().signal;
export const experiment = sampleExperiment({ size: [square(64)] }, { repetitions: 2 });

export function kernelOn(host: FakeHost, apply: (bench: Bench) => void = () => undefined): Kernel {
  const supports = { forms: ['socket', 'process'], connections: 'shared', maxMessageBytes: 1 } as const;
  const unused = (): Promise<never> => Promise.reject(new Error('not in the coordinator'));
  const stack = (bench: Bench): void => {
    for (const name of ['tcp', 'rest', 'null'])
      bench.transports.add(name, { supports, listen: unused, connect: unused });
    bench.links.add('tcp', link('tcp', 'socket', '127.0.0.1:0'));
    bench.links.add('memory', link('memory', 'process', 'x'));
    bench.codecs.add('protobuf', {
      contentType: '',
      encode: () => new Uint8Array(),
      decode: () => ({}) as never,
    });
    bench.topologies.add('direct', {
      peers: () => [
        { name: 'server', half: 'server', run: { kind: 'ours' }, listens: {} },
        { name: 'client', half: 'client', run: { kind: 'ours' }, calls: ['server'] },
      ],
    });
    bench.loads.add('closed', { kind: 'closed', pace: unused });
    apply(bench);
  };
  const plugin: LoadedPlugin = {
    plugin: { name: 'wiretax-plugin-stack', api: 2, apply: stack },
    version: '1.0.0',
    entry: 'file:///stack.js',
    dependencies: {},
  };
  return createKernel({ host, plugins: [plugin], settings: {} });
}

function link(name: string, form: LinkForm, address: string): Link {
  const reach = form === 'process' ? 'process' : 'network';
  return { form, reach, endpoint: () => Promise.resolve({ link: name, address }) };
}

/** A host whose client peers also write the histograms, as real ones do. Peers with flags may exit at once. */
export function hostWith(answers: Parameters<typeof scriptedPeer>[0] = {}, exits = false): FakeHost {
  const answering = scriptedPeer({
    open: ({ directory }) => {
      const { latencies } = loadOutcome();
      for (const name of series) {
        const log = toLog(sampleHistogram(latencies[name]), name, 0, 1);
        host.files.texts.set(join(directory, histogramFile(name)), log);
      }
      return null;
    },
    ...answers,
  });
  const host: FakeHost = fakeHost({
    script: (process) => {
      if (exits && process.args.length > 1) process.exit({ code: 9 });
      else answering(process);
    },
  });
  return host;
}

export const request = (kernel: Kernel, rest: Partial<RunRequest> = {}): RunRequest => ({
  kernel,
  experiment,
  out: 'out',
  wiretax: '0.1.0',
  command: ['run'],
  signal: never,
  observer: quiet,
  ...rest,
});

export function storedTrials(host: FakeHost): TrialRecord[] {
  const [path = ''] = [...host.files.texts.keys()].filter((key) => key.endsWith('trials.jsonl'));
  const lines = (host.files.texts.get(path) ?? '').split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as TrialRecord);
}
