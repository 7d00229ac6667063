import { join } from 'node:path';
import type { CollectorTarget } from '@wiretax/core';
import { type PerfProcess, startPerf } from '../perf-process.js';
import { readScript } from './script.js';
import { systemCallName } from './system-call-names.js';
import type { Trace, Tracing } from './traced-call.js';

/** Some two million entries and exits, which `perf script` writes out in less than ten seconds. */
const fileLimit = '200M';

type Target = Pick<CollectorTarget, 'pid' | 'host' | 'signal' | 'directory'>;

/** Records entries and exits of system calls, as `perf trace record` does, but for exactly the window. */
export async function startRecording(target: Target): Promise<Tracing> {
  const { pid, host, signal, directory } = target;
  const file = join(directory, 'perf.data');
  const args = [
    // Neither build ids nor the BPF programs of the machine: collecting them takes a second.
    ...['-B', '-N', '--no-bpf-event', '--max-size', fileLimit],
    ...['-e', 'raw_syscalls:sys_enter,raw_syscalls:sys_exit', '-o', file, '-p', String(pid)],
  ];
  try {
    const perf = await startPerf({ host, signal, command: 'record', args });
    const startNs = host.clock.nowNs();
    return {
      finish: async () => {
        try {
          return await traceOf(target, perf, file, startNs);
        } finally {
          await host.files.remove(file);
        }
      },
    };
  } catch (thrown) {
    await host.files.remove(file);
    throw thrown;
  }
}

async function traceOf(target: Target, perf: PerfProcess, file: string, startNs: number): Promise<Trace> {
  const { host } = target;
  await perf.disable();
  const windowNs = host.clock.nowNs() - startNs;
  const { stderr, early } = await perf.finish();
  const { table, complete, lost } = await readScript(target, file);
  const isPart = !complete || stderr.includes('size limit reached');
  const scale = isPart && table.spanNs > 0 ? Math.max(1, windowNs / table.spanNs) : 1;
  const calls = table.calls((number) => systemCallName(host.runtime.architecture, number), scale);
  const seconds = (ns: number): string => `${(ns / 1e9).toFixed(1)} s`;
  return {
    calls,
    notes: [
      ...(isPart
        ? [
            `more system calls than a trace may hold: counts and times are scaled up from ${seconds(table.spanNs)} of ${seconds(windowNs)}`,
          ]
        : []),
      ...(lost === undefined ? [] : [`perf lost events: ${lost}`]),
      ...(early && !isPart ? ['the process had ended before the window did'] : []),
      ...(calls.length === 0 ? ['no system call began and ended in the window'] : []),
    ],
  };
}
