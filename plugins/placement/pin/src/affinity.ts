import type { RunResult } from '@wiretax/core';
import { formatCpuList, nameCpus } from './cpu-list.js';
import type { Machine } from './machine.js';
import { readTasks } from './tasks.js';

/** Threads that are born while taskset goes through the list may be missed: it is asked again. */
const ATTEMPTS = 3;

const WITHIN_CPUSET = 'Name CPUs that the cpuset of this session or container holds';

/**
 * Moves all threads of a process to these CPUs and looks whether they are there. Resolves with what went
 * wrong and what to do about it, or undefined.
 */
export async function setAffinity(
  host: Pick<Machine, 'run' | 'files'>,
  pid: number,
  cpus: readonly number[],
): Promise<string | undefined> {
  const wanted = formatCpuList(cpus);
  let refusal: string | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    let result: RunResult;
    try {
      result = await host.run('taskset', ['-a', '-c', '-p', wanted, String(pid)], {
        timeoutMs: 10_000,
        env: { LC_ALL: 'C' },
      });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return `taskset could not be started (${reason}). Install util-linux (apt-get install util-linux)`;
    }
    const tasks = await readTasks(host.files, pid);
    const strays = tasks.find(({ allowed }) => allowed === undefined || formatCpuList(allowed) !== wanted);
    if (tasks.length > 0 && !strays) return undefined;
    refusal = explain(result, cpus, strays?.allowed);
  }
  return refusal;
}

function explain(
  result: RunResult,
  wanted: readonly number[],
  actual: readonly number[] | undefined,
): string {
  // "taskset: failed to set pid 42's affinity: Operation not permitted"
  const reason = result.stderr.trim().split('\n').at(-1)?.split(': ').at(-1) ?? '';
  if (reason === 'Operation not permitted') {
    return `taskset: ${reason}. Run as root or as the owner of that process, or with CAP_SYS_NICE`;
  }
  if (reason === 'Invalid argument') return `taskset: ${reason}. ${WITHIN_CPUSET}`;
  if (result.code !== 0) {
    const said = reason === '' ? `it ended with code ${String(result.code)}` : reason;
    return `taskset: ${said}. Run taskset -a -c -p ${formatCpuList(wanted)} on a process to see why`;
  }
  return actual === undefined
    ? 'where its threads may run is not to be seen in /proc. Mount /proc without hidepid'
    : `it was sent to ${nameCpus(wanted)} and may run on ${nameCpus(actual)}. ${WITHIN_CPUSET}`;
}
