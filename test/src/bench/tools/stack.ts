import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type Bench,
  definePlugin,
  type Experiment,
  type Plugin,
  type Results,
  type Use,
} from '@wiretax/core';
import { createKernel, type Kernel, type LoadedPlugin, nodeHost, run } from '@wiretax/core/run';
import { sampleExperiment, square } from '@wiretax/core/testing';

const require = createRequire(import.meta.url);
const names = [
  'basic-links',
  'direct',
  'tcp',
  'rest',
  'grpc',
  'null',
  'protobuf',
  'closed',
  'semaphore',
  'pin',
  'usage',
  'runtime',
  'system',
  'perf',
];

/** A kernel with the built-in plugins, without the command line around it, and what `apply` adds. */
export async function kernel(apply: (bench: Bench) => void = () => undefined): Promise<Kernel> {
  const plugins = await Promise.all(
    names.map(async (name): Promise<LoadedPlugin> => {
      const entry = pathToFileURL(require.resolve(`@wiretax/plugin-${name}`)).href;
      const { default: plugin } = (await import(entry)) as { default: Plugin };
      return { plugin, version: '0.1.0', entry, dependencies: {} };
    }),
  );
  const added: LoadedPlugin = {
    plugin: definePlugin({ name: '@wiretax/test', api: 2, apply }),
    version: '0.1.0',
    entry: import.meta.url,
    dependencies: {},
  };
  return createKernel({ host: nodeHost(), plugins: [...plugins, added], settings: {} });
}

export const use = (name: string, options = {}): Use => ({ use: name, options, label: name });

/** One cell, once, nothing but the load. */
export function experimentOf(
  transport: string,
  bytes: number,
  clients: number,
  rest: Partial<Experiment>,
): Experiment {
  const axes = {
    transport: [use(transport)],
    size: [square(bytes)],
    concurrency: [clients],
    link: [use(transport === 'null' ? 'memory' : 'tcp')],
  };
  const warmup = { minMs: 1000, maxMs: 1000, minCalls: 0 };
  return sampleExperiment(axes, { name: 'bench', warmup, repetitions: 1, ...rest });
}

/** Runs an experiment into a folder of its own, which is there until `take` has made of the results what is wanted. */
export async function runOnce<T>(
  kernel: Kernel,
  experiment: Experiment,
  take: (results: Results) => T,
): Promise<T> {
  const out = mkdtempSync(join(tmpdir(), 'wiretax-bench-'));
  try {
    return take((await run({ kernel, experiment, out, wiretax: 'bench' })).results);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
