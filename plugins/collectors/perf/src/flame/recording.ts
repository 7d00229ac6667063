import { join } from 'node:path';
import type { CollectorTarget } from '@wiretax/core';
import type { Perf } from '../perf.js';
import { type PerfProcess, startPerf } from '../perf-process.js';
import type { FlameOptions } from './flame-options.js';
import { linesInPerfMap, tidyPerfMap } from './perf-map.js';
import { readStacks, type ScriptReading } from './script-reading.js';

export interface Recording {
  /** Ends the window. To be called once; rejects if perf failed. */
  finish(): Promise<ScriptReading>;
}

interface Sampling {
  readonly process: PerfProcess;
  readonly file: string;
  /** Of the perf map, before the window. */
  readonly linesBefore: number;
}

/** Samples the stacks of a process for exactly the window. */
export async function startSampling(
  target: CollectorTarget,
  perf: Perf,
  { frequencyHz, keep, maxBytes }: FlameOptions,
): Promise<Recording> {
  const { pid, host, signal, directory } = target;
  const file = join(directory, 'perf.data');
  const args = [
    // Neither build ids nor the BPF programs of the machine: collecting them takes a second.
    ...['-B', '-N', '--no-bpf-event', '--max-size', `${String(Math.ceil(maxBytes / 1024))}K`],
    ...['-F', String(frequencyHz), '-g', '-o', file, '-p', String(pid)],
  ];
  const cleanUp = async (): Promise<void> => {
    if (!keep) await host.files.remove(file);
    await host.files.remove(`${file}.old`);
  };
  try {
    const linesBefore = await linesInPerfMap(host.files, pid);
    const process = await startPerf({ host, signal, command: 'record', args });
    return {
      finish: async () => {
        try {
          return await readingOf(target, perf, { process, file, linesBefore });
        } finally {
          await cleanUp();
        }
      },
    };
  } catch (thrown) {
    await host.files.remove(file);
    throw thrown;
  }
}

async function readingOf(
  target: CollectorTarget,
  perf: Perf,
  { process, file, linesBefore }: Sampling,
): Promise<ScriptReading> {
  await process.disable();
  const [hasMap, { stderr, early }] = await Promise.all([
    tidyPerfMap(target.host.files, target.pid, linesBefore),
    process.finish(),
  ]);
  const reading = await readStacks(target, file);
  const full = stderr.includes('size limit reached');
  return {
    ...reading,
    notes: [
      ...reading.notes,
      ...(full ? ['perf.data was full before the window ended: what came later is left out'] : []),
      ...(early && !full ? ['the process had ended before the window did'] : []),
      ...(hasMap ? [] : ['V8 has written no names of functions: JavaScript has none']),
      ...notesOnRights(perf),
    ],
  };
}

function notesOnRights({ rights }: Perf): readonly string[] {
  if (!rights.kernel) {
    return [
      'user space only, the kernel is left out: sysctl -w kernel.perf_event_paranoid=1, or run as root',
    ];
  }
  if (rights.kernelSymbols) return [];
  return ['the kernel hides its functions, which are one frame [kernel]: sysctl -w kernel.kptr_restrict=0'];
}
