import { join } from 'node:path';
import type { Files } from '../../contract/files.js';

/** A process's place in the hierarchy of one controller. */
export interface Cgroup {
  readonly version: 1 | 2;
  /** As /proc/<pid>/cgroup has it. */
  readonly path: string;
  /** Its own folder, then those of the groups around it as far up as can be seen: a limit of any of them holds. */
  readonly folders: readonly string[];
}

/** CPU bandwidth of one group so far: https://docs.kernel.org/scheduler/sched-bwc.html */
export interface CpuBandwidth {
  readonly folder: string;
  /** Quota over period: CPUs' worth of time that the group may use; null without a limit. */
  readonly quotaCpus: number | null;
  /** Periods in which it ran, and those of them whose quota was spent before they ended. */
  readonly periods: number;
  readonly throttledPeriods: number;
  /** Summed over CPUs: n of them that are held back at once count n times. */
  readonly throttledNs: number;
}

/** Null where the system has no such controller or doesn't tell. */
export async function findCgroup(
  files: Files,
  controller: 'cpu' | 'memory',
  pid: number | 'self' = 'self',
): Promise<Cgroup | null> {
  const [groups, mounts] = await Promise.all([
    readText(files, `/proc/${String(pid)}/cgroup`),
    readText(files, '/proc/self/mountinfo'),
  ]);
  return cgroupOf(groups, mounts, controller);
}

/** The same from what /proc/<pid>/cgroup and /proc/self/mountinfo say. */
export function cgroupOf(groups: string, mounts: string, controller: 'cpu' | 'memory'): Cgroup | null {
  const lines = groups.split('\n').map((line) => /^\d+:([^:]*):(.*)$/.exec(line));
  // A controller is in one hierarchy only: where a mount of version 1 has it, version 2 doesn't.
  const first = lines.find((line) => line?.[1]?.split(',').includes(controller));
  const found = first ?? lines.find((line) => line?.[1] === '');
  const path = found?.[2];
  if (path === undefined) return null;
  const version = first === undefined ? 2 : 1;
  const mount = mountOf(mounts, version, controller);
  return mount === undefined ? null : { version, path, folders: foldersOf(mount, path) };
}

export async function readBandwidth(files: Files, { version, folders }: Cgroup): Promise<CpuBandwidth[]> {
  return Promise.all(
    folders.map(async (folder) => {
      const read = (name: string): Promise<string> => readText(files, join(folder, name));
      const [stat, quotaCpus] = await Promise.all([
        read('cpu.stat').then(countsOf),
        version === 2
          ? read('cpu.max').then((text) => quotaOf(text.split(' ')))
          : Promise.all([read('cpu.cfs_quota_us'), read('cpu.cfs_period_us')]).then(quotaOf),
      ]);
      return {
        folder,
        quotaCpus,
        periods: stat['nr_periods'] ?? 0,
        throttledPeriods: stat['nr_throttled'] ?? 0,
        throttledNs: throttledNsOf(stat) ?? 0,
      };
    }),
  );
}

/** Throttled time so far by a text of cpu.stat, summed over CPUs; null for a group that can have no quota. */
export function throttledNs(stat: string): number | null {
  return throttledNsOf(countsOf(stat));
}

function throttledNsOf(stat: Readonly<Record<string, number>>): number | null {
  const usec = stat['throttled_usec'];
  return stat['throttled_time'] ?? (usec === undefined ? null : usec * 1000);
}

/** The group with the smallest quota, which the others can't loosen; null if none has any. */
export function tightestQuota(
  groups: readonly CpuBandwidth[],
): (CpuBandwidth & { readonly quotaCpus: number }) | null {
  const limited = groups.flatMap((group) =>
    group.quotaCpus === null ? [] : [{ ...group, quotaCpus: group.quotaCpus }],
  );
  return limited.reduce<(typeof limited)[number] | null>(
    (tightest, group) => (tightest === null || group.quotaCpus < tightest.quotaCpus ? group : tightest),
    null,
  );
}

/** What happened between two readings to the group that was held back for longest; null if none was read twice. */
export function mostThrottled(
  before: readonly CpuBandwidth[],
  after: readonly CpuBandwidth[],
): CpuBandwidth | null {
  const between = after.flatMap((now) => {
    const was = before.find(({ folder }) => folder === now.folder);
    if (was === undefined) return [];
    const since = (key: 'periods' | 'throttledPeriods' | 'throttledNs'): number => now[key] - was[key];
    return [
      {
        ...now,
        periods: since('periods'),
        throttledPeriods: since('throttledPeriods'),
        throttledNs: since('throttledNs'),
      },
    ];
  });
  return between.toSorted((a, b) => b.throttledNs - a.throttledNs)[0] ?? null;
}

export interface MemoryLimit {
  readonly limitBytes: number;
  /** What is left of it, with the file cache that the kernel would give up first. */
  readonly availableBytes: number;
}

/** The limit of the group on the way up that leaves least; null without one. */
export async function readMemoryLimit(
  files: Files,
  { version, folders }: Cgroup,
): Promise<MemoryLimit | null> {
  const names =
    version === 2
      ? { limit: 'memory.max', usage: 'memory.current', cache: 'inactive_file' }
      : { limit: 'memory.limit_in_bytes', usage: 'memory.usage_in_bytes', cache: 'total_inactive_file' };
  const limits = await Promise.all(
    folders.map(async (folder) => {
      const read = (name: string): Promise<string> => readText(files, join(folder, name));
      const [limit, usage, stat] = await Promise.all([
        read(names.limit),
        read(names.usage),
        read('memory.stat').then(countsOf),
      ]);
      const [limitBytes, usedBytes] = [Number.parseInt(limit, 10), Number.parseInt(usage, 10)];
      if (!(limitBytes < unlimitedBytes) || Number.isNaN(usedBytes)) return [];
      return [{ limitBytes, availableBytes: limitBytes - usedBytes + (stat[names.cache] ?? 0) }];
    }),
  );
  return limits.flat().toSorted((a, b) => a.availableBytes - b.availableBytes)[0] ?? null;
}

/** Version 1 says "no limit" by a number that no machine has: 2^63 less a page. */
const unlimitedBytes = 2 ** 60;

async function readText(files: Files, path: string): Promise<string> {
  try {
    return (await files.read(path)).trim();
  } catch {
    return '';
  }
}

function countsOf(text: string): Readonly<Record<string, number>> {
  const pairs = [...text.matchAll(/^(\w+) (\d+)$/gm)];
  return Object.fromEntries(pairs.map(([, key = '', value]) => [key, Number(value)]));
}

function quotaOf([quota, period]: readonly string[]): number | null {
  const cpus = Number.parseInt(quota ?? '', 10) / Number.parseInt(period ?? '', 10);
  return cpus > 0 ? cpus : null;
}

interface Mount {
  /** The folder of the hierarchy that is seen at the mount point. */
  readonly root: string;
  readonly point: string;
}

/** https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html */
function mountOf(mountinfo: string, version: 1 | 2, controller: string): Mount | undefined {
  for (const line of mountinfo.split('\n')) {
    const [left = '', right = ''] = line.split(' - ');
    const [, , , root = '', point = ''] = left.split(' ');
    const [kind, , options = ''] = right.split(' ');
    if (version === 2 ? kind === 'cgroup2' : kind === 'cgroup' && options.split(',').includes(controller))
      return { root: unescaped(root), point: unescaped(point) };
  }
  return undefined;
}

function unescaped(path: string): string {
  return path.replaceAll(/\\([0-7]{3})/g, (_, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  );
}

/** From the group's own folder up to the mount point. A group outside of what is mounted is seen as the mount point. */
function foldersOf({ root, point }: Mount, path: string): readonly string[] {
  const base = root === '/' ? '' : root;
  const inside = path.startsWith(`${base}/`) && !path.startsWith('/..') ? path.slice(base.length) : '';
  const steps = inside.split('/').filter((step) => step !== '');
  return steps.reduce((folders, step) => [join(folders[0] ?? point, step), ...folders], [point]);
}
