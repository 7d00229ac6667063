import type { Files, Host } from '@wiretax/core';
import { textOf } from './proc.js';

/** What doesn't change while the machine runs. */
export interface Constants {
  /** Ticks a second in which /proc counts CPU time. */
  readonly userHz: number;
  /** False when `userHz` had to be guessed. */
  readonly userHzKnown: boolean;
  /** Process ids of ksoftirqd by CPU; empty where they can't be seen, as in most containers. */
  readonly ksoftirqd: ReadonlyMap<number, number>;
}

const usualHz = 100;
const found = new WeakMap<Files, Promise<Constants>>();

/** Looked up once a machine, as it takes a process and a hundred files. */
export function constantsOf(host: Pick<Host, 'files' | 'run'>): Promise<Constants> {
  const known = found.get(host.files) ?? lookUp(host);
  found.set(host.files, known);
  return known;
}

async function lookUp(host: Pick<Host, 'files' | 'run'>): Promise<Constants> {
  const [hz, ksoftirqd] = await Promise.all([readHz(host), findKsoftirqd(host.files)]);
  return { userHz: hz ?? usualHz, userHzKnown: hz !== undefined, ksoftirqd };
}

async function readHz(host: Pick<Host, 'run'>): Promise<number | undefined> {
  try {
    const hz = Number((await host.run('getconf', ['CLK_TCK'])).stdout.trim());
    return Number.isInteger(hz) && hz > 0 ? hz : undefined;
  } catch {
    return undefined;
  }
}

/** Kernel threads are children of kthreadd, whose id is 2. */
async function findKsoftirqd(files: Pick<Files, 'read'>): Promise<ReadonlyMap<number, number>> {
  const children = (await textOf(files, '/proc/2/task/2/children'))?.trim().split(/\s+/) ?? [];
  const byCpu = new Map<number, number>();
  await Promise.all(
    children.map(async (pid) => {
      const name = (await textOf(files, `/proc/${pid}/comm`)) ?? '';
      const cpu = /^ksoftirqd\/(\d+)$/.exec(name.trim())?.[1];
      if (cpu !== undefined) byCpu.set(Number(cpu), Number(pid));
    }),
  );
  return byCpu;
}
