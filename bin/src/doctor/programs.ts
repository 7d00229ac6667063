import type { Host, MachineFacts } from '@wiretax/core';
import { type Check, ok, warn } from './check.js';

const programs = [
  {
    name: 'perf',
    use: 'CPU counters and profiles',
    get: 'apt-get install linux-perf (or linux-tools-generic)',
  },
  { name: 'strace', use: 'system call counts', get: 'apt-get install strace' },
  { name: 'taskset', use: 'placing peers on CPUs', get: 'apt-get install util-linux' },
] as const;

/** Programs that plugins use; a run does without them. */
export async function checkPrograms(host: Host): Promise<readonly Check[]> {
  return Promise.all(programs.map((program) => checkProgram(host, program)));
}

async function checkProgram(host: Host, { name, use, get }: (typeof programs)[number]): Promise<Check> {
  try {
    const { code, stdout } = await host.run(name, ['--version'], { timeoutMs: 5_000 });
    if (code === 0) return ok(name, stdout.split('\n')[0] ?? 'installed');
    return warn(name, `does not work here (exit code ${String(code)}); needed for ${use}`, get);
  } catch {
    return warn(name, `not installed; needed for ${use}`, get);
  }
}

/** https://docs.kernel.org/admin-guide/sysctl/kernel.html#perf-event-paranoid */
export function checkPerfAccess({ perfEventParanoid: level }: MachineFacts, isRoot: boolean): Check {
  const name = 'perf_event_paranoid';
  if (level === null)
    return warn(name, 'this kernel has no perf events', 'use a kernel or container with perf events');
  if (isRoot || level <= 1) return ok(name, isRoot ? `${String(level)}, and running as root` : String(level));
  const seen = level === 2 ? 'only user code can be profiled' : 'perf is closed to ordinary users';
  return warn(name, `${String(level)}: ${seen}`, 'sysctl kernel.perf_event_paranoid=1');
}
