import type { Collector, CollectorTarget, Evidence, Host } from '@wiretax/core';
import { findPerf, isMissing, missingError, type Missing, type Perf } from '../perf.js';
import { assertRunning } from '../threads.js';
import { evidenceOf } from './evidence.js';
import { type FlameOptions, flameOptions, flameOptionsSchema } from './flame-options.js';
import { removePerfMap } from './perf-map.js';
import { type Recording, startSampling } from './recording.js';

/** Stacks of a process, kernel and JavaScript included, as perf samples them: what its CPU time goes to. */
export const flamegraph: Collector = {
  overhead: 'heavy',
  side: 'outside',
  nodeFlags: [
    '--perf-basic-prof',
    '--interpreted-frames-native-stack',
    // The first flag also makes V8 keep a log, which can't be turned off: here it has no name, and ends with the process.
    '--no-logfile-per-isolate',
    '--logfile=+',
  ],
  options: flameOptionsSchema,
  probe: async (host) => {
    const perf = await findSampler(host);
    return isMissing(perf) ? { available: false, ...perf } : { available: true };
  },
  attach: async (target) => {
    const options = flameOptions(target.options);
    const perf = await findSampler(target.host);
    if (isMissing(perf)) throw missingError(perf);
    await assertRunning(target.host, target.pid);
    try {
      const recording = await startSampling(target, perf, options);
      let evidence: Promise<Evidence> | undefined;
      return { detach: () => (evidence ??= collect(target, recording, options)) };
    } catch (thrown) {
      await removePerfMap(target.host.files, target.pid);
      throw thrown;
    }
  },
};

async function collect(
  target: CollectorTarget,
  recording: Recording,
  { frequencyHz }: FlameOptions,
): Promise<Evidence> {
  try {
    const { stacks, notes } = await recording.finish();
    return await evidenceOf(target, { stacks, nsPerSample: 1e9 / frequencyHz, notes });
  } finally {
    await removePerfMap(target.host.files, target.pid);
  }
}

async function findSampler(host: Host): Promise<Perf | Missing> {
  const perf = await findPerf(host);
  if (!isMissing(perf)) return perf;
  return { ...perf, remedy: `${perf.remedy}; --collect cpu-profile sees JavaScript without perf` };
}
