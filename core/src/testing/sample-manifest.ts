import type { Experiment } from '../contract/experiment.js';
import type { Manifest } from '../contract/manifest.js';
import { sampleExperiment, square, use } from './sample-experiment.js';

/** Of a run of three launches of one cell on a virtual machine with two CPUs. */
export function sampleManifest(
  experiment: Partial<Experiment> = {},
  changes: Partial<Manifest> = {},
): Manifest {
  return {
    schema: 2,
    id: '20260102-030405-quick-7f3a',
    wiretax: '0.1.0',
    startedAt: '2026-01-02T03:04:05.000Z',
    resumedAt: [],
    experiment: sampleExperiment(
      { transport: [use('tcp')], size: [square(64)], concurrency: [10] },
      {
        name: 'quick',
        collectors: [use('usage')],
        reporters: ['table'],
        stop: { requests: 3000, durationMs: 2000 },
        warmup: { minMs: 300, maxMs: 3000, minCalls: 5000 },
        seed: 42,
        ceiling: true,
        ...experiment,
      },
    ),
    plugins: [{ name: '@wiretax/plugin-tcp', version: '0.1.0', entry: 'file:///tcp.js', dependencies: {} }],
    machine: {
      node: 'v20.20.2',
      v8: '11.3',
      execArgv: [],
      platform: 'linux',
      architecture: 'x64',
      kernel: '6.18.44',
      cpuModel: 'Intel(R) Xeon(R) Processor',
      logicalCpus: 2,
      smt: false,
      governor: null,
      turbo: null,
      mitigations: {},
      virtualisation: 'kvm',
      stealShare: 0.002,
      perfEventParanoid: 2,
      openFilesLimit: 1024,
      memoryBytes: 8e9,
      gitCommit: null,
    },
    command: ['run', 'quick'],
    ...changes,
  };
}
