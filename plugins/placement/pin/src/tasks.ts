import type { Files } from '@wiretax/core';
import { allowedCpus, readIfThere } from './topology.js';

/** One thread of a process. */
export interface Task {
  readonly tid: number;
  readonly allowed: readonly number[] | undefined;
  readonly nice: number;
}

/** The threads that a process has now; none when it has ended. */
export async function readTasks(files: Pick<Files, 'read' | 'list'>, pid: number): Promise<readonly Task[]> {
  const folder = `/proc/${String(pid)}/task`;
  const tasks = await Promise.all(
    (await files.list(folder)).map(async (tid): Promise<Task | undefined> => {
      const status = await readIfThere(files, `${folder}/${tid}/status`);
      const stat = await readIfThere(files, `${folder}/${tid}/stat`);
      if (status === undefined || stat === undefined) return undefined;
      return { tid: Number(tid), allowed: allowedCpus(status), nice: niceLevel(stat) };
    }),
  );
  return tasks.filter((task) => task !== undefined);
}

/** Field 19 of /proc/…/stat, counted from after the command's name, which may hold spaces and brackets. */
function niceLevel(stat: string): number {
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]);
}
