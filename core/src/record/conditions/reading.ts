import type { Conditions } from '../../contract/conditions.js';
import type { Files } from '../../contract/files.js';
import type { Host } from '../../contract/host.js';
import { findCgroup, readBandwidth, readMemoryLimit, tightestQuota } from '../../kernel/host/cgroup.js';
import { lookAround } from './foreign-cpu.js';
import { peerVariables } from './peer-variables.js';
import { afterName, allowedCpus } from '../../kernel/host/proc-stat.js';

/** Limits that change how a process runs, as /proc/<pid>/limits calls them. Open files are part of the machine. */
const limitNames: readonly string[] = [
  'locked memory',
  'stack size',
  'data size',
  'address space',
  'processes',
  'nice priority',
  'realtime priority',
];

/** How the machine is now. Takes 200 ms, or as long as `meanwhile`, in which nothing else is to be started. */
export async function readConditions(
  host: Host,
  session: number,
  meanwhile: Promise<unknown>,
  signal: AbortSignal,
): Promise<Conditions> {
  const read = (path: string): Promise<string> => host.files.read(path).catch(() => '');
  const load = number((await read('/proc/loadavg')).split(' ')[0]);
  const used = await lookAround(host, meanwhile, signal);
  const [meminfo, status, stat, limits, group] = await Promise.all([
    read('/proc/meminfo'),
    read('/proc/self/status'),
    read('/proc/self/stat'),
    read('/proc/self/limits'),
    readGroup(host.files),
  ]);
  const available = number(/^MemAvailable:\s+(\d+) kB/m.exec(meminfo)?.[1]);
  const { quota, memory, path } = group;
  return {
    session,
    state: {
      loadAverage: load,
      ...used,
      availableBytes: least(available === null ? null : available * 1024, memory?.availableBytes ?? null),
      periods: quota?.periods ?? null,
      throttledPeriods: quota?.throttledPeriods ?? null,
    },
    inherited: {
      variables: peerVariables(host.env),
      limits: Object.fromEntries(limitNames.flatMap((name) => softLimit(limits, name))),
      allowedCpus: allowedCpus(status),
      nice: number(afterName(stat)[16]),
      cgroup: quota?.folder ?? path,
      quotaCpus: quota?.quotaCpus ?? null,
      memoryLimitBytes: memory?.limitBytes ?? null,
    },
  };
}

async function readGroup(files: Files) {
  const [cpu, memory] = await Promise.all([findCgroup(files, 'cpu'), findCgroup(files, 'memory')]);
  return {
    path: cpu?.path ?? null,
    quota: cpu === null ? null : tightestQuota(await readBandwidth(files, cpu)),
    memory: memory === null ? null : await readMemoryLimit(files, memory),
  };
}

function softLimit(limits: string, name: string): readonly (readonly [string, string])[] {
  const soft = new RegExp(`^Max ${name} +(\\S+)`, 'm').exec(limits)?.[1];
  return soft === undefined ? [] : [[name, soft]];
}

function number(text: string | undefined): number | null {
  return text === undefined || text === '' || Number.isNaN(Number(text)) ? null : Number(text);
}

function least(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}
