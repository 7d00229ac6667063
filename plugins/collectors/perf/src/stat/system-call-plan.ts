import type { CollectorTarget, Host } from '@wiretax/core';
import type { Perf } from '../perf.js';
import { allowedCpus, threadsOf } from '../threads.js';
import { tracedSystemCalls } from '../tracefs.js';
import { systemCallList } from './events.js';

/** The kernel takes no longer filter than a page. */
const filterLimit = 4000;

/** How to count system calls: what to give to `perf stat`, and what the reader must know about it. */
export interface SystemCallPlan {
  readonly args: readonly string[];
  /** Threads that are counted; undefined when it is all that the process ever has. */
  readonly threads?: readonly number[];
  readonly notes: readonly string[];
}

/**
 * Counting by thread would cost some 0.1 µs for each tracepoint at each context switch. Counters of the CPUs
 * that the process may use, with a filter for its threads, cost nothing there, but need more rights.
 * Resolves with the reason where system calls can't be counted.
 */
export async function planSystemCalls(
  { host, pid }: Pick<CollectorTarget, 'host' | 'pid'>,
  { rights }: Perf,
): Promise<SystemCallPlan | string> {
  const traced = await tracedSystemCalls(host, rights);
  if ('missing' in traced) return `system calls are not counted: ${traced.missing}; ${traced.remedy}`;
  const [threads, cpus] = [await threadsOf(host, pid), await allowedCpus(host, pid)];
  const filter = threads.map((thread) => `common_pid == ${String(thread)}`).join(' || ');
  const wholeCpus = rights.privileged || (rights.paranoid ?? 1) <= 0;
  if (wholeCpus && cpus !== undefined && filter.length <= filterLimit && (await seesRealIds(host))) {
    return { args: ['-C', cpus, '-e', systemCallList(traced), '--filter', filter], threads, notes: [] };
  }
  return {
    args: ['-p', String(pid), '-e', systemCallList(traced)],
    notes: ['system calls were counted by thread, which costs some µs at each context switch'],
  };
}

/** A note when threads were born that the filter didn't let through. */
export async function unseenThreads(
  { host, pid }: Pick<CollectorTarget, 'host' | 'pid'>,
  { threads }: SystemCallPlan,
): Promise<readonly string[]> {
  if (threads === undefined) return [];
  const born = (await threadsOf(host, pid)).filter((thread) => !threads.includes(thread)).length;
  return born === 0
    ? []
    : [`system calls of ${String(born)} threads that were born in the window are not counted`];
}

/** Filters know processes by their ids outside of containers. Process 2 is the kernel's there. */
async function seesRealIds({ files }: Pick<Host, 'files'>): Promise<boolean> {
  try {
    return (await files.read('/proc/2/comm')).trim() === 'kthreadd';
  } catch {
    return false;
  }
}
