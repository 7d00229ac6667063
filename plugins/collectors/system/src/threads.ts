import type { Files } from '@wiretax/core';
import { textOf } from './proc.js';

/** What the scheduler did with one thread since it was born. */
export interface ThreadTimes {
  readonly cpuNs: number;
  /** Time in which it could have run and had no CPU. */
  readonly waitNs: number;
}

/** By thread id. */
export type Threads = ReadonlyMap<string, ThreadTimes>;

/** The threads of a process; empty where the kernel doesn't tell. */
export async function readThreads(files: Pick<Files, 'read' | 'list'>, pid: number): Promise<Threads> {
  const folder = `/proc/${String(pid)}/task`;
  const threads = (await files.list(folder)).map(async (tid) => {
    const times = parseSchedstat((await textOf(files, `${folder}/${tid}/schedstat`)) ?? '');
    return [tid, times] as const;
  });
  const known = (await Promise.all(threads)).flatMap(([tid, times]) =>
    times ? [[tid, times] as const] : [],
  );
  return new Map(known);
}

/** Undefined also for a thread that has never run, as all seem to where the kernel keeps no such statistics. */
export function parseSchedstat(text: string): ThreadTimes | undefined {
  const [, cpuNs, waitNs, slices] = /^(\d+) (\d+) (\d+)\s*$/.exec(text) ?? [];
  if (cpuNs === undefined || waitNs === undefined || Number(slices) === 0) return undefined;
  return { cpuNs: Number(cpuNs), waitNs: Number(waitNs) };
}

export interface ThreadsUsage extends ThreadTimes {
  /** Threads that ended in between: what they did in the window is unknown. */
  readonly ended: number;
}

/** What all threads did between two readings, those born in between from their birth. */
export function usedBetween(before: Threads, after: Threads): ThreadsUsage {
  let cpuNs = 0;
  let waitNs = 0;
  for (const [tid, end] of after) {
    const start = before.get(tid);
    // A thread that took over the number of one that has ended.
    const reborn = start === undefined || start.cpuNs > end.cpuNs || start.waitNs > end.waitNs;
    cpuNs += end.cpuNs - (reborn ? 0 : start.cpuNs);
    waitNs += end.waitNs - (reborn ? 0 : start.waitNs);
  }
  return { cpuNs, waitNs, ended: [...before.keys()].filter((tid) => !after.has(tid)).length };
}

/** Ticks of user and system time of all threads, also those that have ended, from /proc/<pid>/stat. */
export function parseTicks(stat: string): number | undefined {
  // Counted from after the command's name, which may hold spaces and brackets.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user, system] = [fields[11], fields[12]];
  if (user === undefined || system === undefined || !/^\d+$/.test(user) || !/^\d+$/.test(system))
    return undefined;
  return Number(user) + Number(system);
}
