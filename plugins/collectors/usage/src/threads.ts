import { readFileSync, readdirSync } from 'node:fs';

/** What the scheduler did with one thread since it was born. */
export interface ThreadTimes {
  readonly cpuNs: number;
  /** Time in which it could have run and had no CPU. */
  readonly waitNs: number;
}

/** By thread id. */
export type Threads = ReadonlyMap<number, ThreadTimes>;

/** The threads of this process; undefined where the system doesn't tell. */
export function readThreads(): Threads | undefined {
  const threads = new Map<number, ThreadTimes>();
  for (const name of namesIn('/proc/self/task')) {
    const times = parseSchedstat(textOf(`/proc/self/task/${name}/schedstat`));
    if (times) threads.set(Number(name), times);
  }
  return threads.has(process.pid) ? threads : undefined;
}

/** Undefined also for a kernel that writes zeros because it keeps no such statistics. */
export function parseSchedstat(text: string): ThreadTimes | undefined {
  const [cpuNs, waitNs, slices] = text.trim().split(' ').map(Number);
  return cpuNs === undefined || waitNs === undefined || !slices ? undefined : { cpuNs, waitNs };
}

export interface ThreadUsage {
  readonly mainCpuNs: number;
  readonly waitNs: number;
  /** Threads that ended in between: what they did in the window is unknown. */
  readonly lost: number;
}

/** What happened between two readings. */
export function threadUsage(before: Threads, after: Threads, main: number): ThreadUsage {
  let waitNs = 0;
  for (const [tid, times] of after) waitNs += times.waitNs - (before.get(tid)?.waitNs ?? 0);
  return {
    mainCpuNs: (after.get(main)?.cpuNs ?? 0) - (before.get(main)?.cpuNs ?? 0),
    waitNs,
    lost: [...before.keys()].filter((tid) => !after.has(tid)).length,
  };
}

/** The most memory that this process has had resident, in bytes; undefined where /proc doesn't tell. */
export function peakRssBytes(): number | undefined {
  const kib = /^VmHWM:\s*(\d+) kB$/m.exec(textOf('/proc/self/status'))?.[1];
  return kib === undefined ? undefined : Number(kib) * 1024;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
