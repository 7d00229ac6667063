import type { Clock, Files } from '@wiretax/core';
import { allowedCpus } from './cpu-list.js';
import { parseProcStat, type ProcStat } from './cpu-times.js';
import { textOf } from './proc.js';
import { type NetworkCounters, parseNetworkCounters } from './tcp.js';
import { parseTicks, readThreads, type Threads } from './threads.js';

/** What the kernel has counted up to one instant. */
export interface Reading {
  readonly atNs: number;
  readonly stat: ProcStat;
  /** Empty where the kernel keeps no statistics of scheduling. */
  readonly threads: Threads;
  /** CPU time of the peer in ticks, also of threads that have ended. */
  readonly ticks: number;
  readonly allowed: readonly number[];
  /** CPU time in ns of the ksoftirqd of each CPU. */
  readonly ksoftirqd: ReadonlyMap<number, number>;
  readonly network: NetworkCounters;
}

export interface ReadingOptions {
  readonly files: Pick<Files, 'read' | 'list'>;
  readonly clock: Pick<Clock, 'nowNs'>;
  readonly pid: number;
  /** Process ids of ksoftirqd by CPU. */
  readonly ksoftirqd: ReadonlyMap<number, number>;
  /** Which end of the window this is: CPU time is read closest to it. */
  readonly end: 'start' | 'stop';
}

export async function read(options: ReadingOptions): Promise<Reading> {
  if (options.end === 'stop') {
    const cpu = await readCpuTime(options);
    return { ...cpu, network: await readNetwork(options) };
  }
  const network = await readNetwork(options);
  return { ...(await readCpuTime(options)), network };
}

async function readCpuTime({
  files,
  clock,
  pid,
  ksoftirqd,
}: ReadingOptions): Promise<Omit<Reading, 'network'>> {
  const folder = `/proc/${String(pid)}`;
  const softirqThreads = [...ksoftirqd].map(async ([cpu, thread]) => {
    const text = (await textOf(files, `/proc/${String(thread)}/schedstat`)) ?? '';
    return [cpu, Number(/^\d+/.exec(text)?.[0] ?? 0)] as const;
  });
  const [{ stat, atNs }, threads, ofPeer, status, softirqTimes] = await Promise.all([
    readStat(files, clock),
    readThreads(files, pid),
    textOf(files, `${folder}/stat`),
    textOf(files, `${folder}/status`),
    Promise.all(softirqThreads),
  ]);
  const ticks = parseTicks(ofPeer ?? '');
  const allowed = allowedCpus(status ?? '');
  if (ticks === undefined || allowed === undefined || /^State:\s*[ZX]/m.test(status ?? '')) {
    throw new Error(`process ${String(pid)} has ended`);
  }
  return {
    atNs,
    stat,
    threads,
    ticks,
    allowed,
    ksoftirqd: new Map(softirqTimes),
  };
}

/** With the middle of the time in which it was read. */
async function readStat(
  files: Pick<Files, 'read'>,
  clock: Pick<Clock, 'nowNs'>,
): Promise<Pick<Reading, 'stat' | 'atNs'>> {
  const beforeNs = clock.nowNs();
  const text = await textOf(files, '/proc/stat');
  const atNs = Math.round((beforeNs + clock.nowNs()) / 2);
  if (text === undefined) throw new Error('there is no /proc/stat to be read');
  return { stat: parseProcStat(text), atNs };
}

/** Through the peer's folder: it may live in another network namespace than this process. */
async function readNetwork({ files, pid }: ReadingOptions): Promise<NetworkCounters> {
  const folder = `/proc/${String(pid)}/net`;
  const [snmp, netstat] = await Promise.all([
    textOf(files, `${folder}/snmp`),
    textOf(files, `${folder}/netstat`),
  ]);
  return parseNetworkCounters(`${snmp ?? ''}\n${netstat ?? ''}`);
}
