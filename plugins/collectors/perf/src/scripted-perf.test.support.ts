import type { CollectorTarget } from '@wiretax/core';
import { fakeHost, type FakeHost, type FakeHostOptions, type ScriptedProcess } from '@wiretax/core/testing';

export const pid = 77;

/** A machine on which everything is allowed and process 77 runs. */
const files = {
  '/proc/self/status': 'Name:\tnode\nCapEff:\t000001ffffffffff\n',
  '/proc/sys/kernel/perf_event_paranoid': '2\n',
  '/proc/sys/kernel/kptr_restrict': '0\n',
  '/proc/2/comm': 'kthreadd\n',
  '/proc/77/stat': '77 (node) S 1 2 2 0 -1 4194304 5 6 7 8 12 34 0 0 20 0 1 0 99',
  '/proc/77/status': 'Cpus_allowed_list:\t1\n',
  '/proc/77/task/77/comm': 'node\n',
  '/proc/77/task/78/comm': 'node\n',
  '/sys/kernel/tracing/events/raw_syscalls/sys_enter/id': '443\n',
  '/sys/kernel/tracing/events/syscalls/sys_enter_read/id': '842\n',
  '/sys/kernel/tracing/events/syscalls/sys_enter_futex/id': '843\n',
};

export const user = { '/proc/self/status': 'CapEff:\t0000000000000000\n' };

export function machine(
  script: (process: ScriptedProcess) => void,
  options: Pick<FakeHostOptions, 'commands' | 'files'> = {},
): FakeHost {
  return fakeHost({
    script,
    commands: options.commands ?? { perf: () => ({ stdout: 'perf version 6.1.187\n' }) },
    files: { ...files, ...options.files },
  });
}

export function targetOn(host: FakeHost): CollectorTarget {
  const { signal } = new AbortController();
  return {
    pid,
    peer: 'server',
    half: 'server',
    pids: [pid],
    window: 'measure',
    directory: '/evidence',
    host,
    options: {},
    signal,
  };
}

/** Plays a perf that does as it is told and, when it is interrupted, says this. */
export function obedient(process: ScriptedProcess, said: string): void {
  process.onLine(() => {
    process.print('ack\n');
  });
  process.onSignal(() => {
    process.printError(said);
    process.exit({ code: null, signal: 'SIGINT' });
  });
}
