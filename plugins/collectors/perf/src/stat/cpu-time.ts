import type { Host, Metric } from '@wiretax/core';

/** CPU time of a process since it was started, all threads, ended ones too. */
export interface CpuTime {
  readonly userNs: number;
  readonly systemNs: number;
}

/** The kernel tells CPU time in hundredths of a second (USER_HZ) on all architectures that Node.js runs on. */
const nsPerTick = 1e7;

/** Undefined when the process has ended. */
export async function readCpuTime({ files }: Pick<Host, 'files'>, pid: number): Promise<CpuTime | undefined> {
  try {
    return parseCpuTime(await files.read(`/proc/${String(pid)}/stat`));
  } catch {
    return undefined;
  }
}

/** From the text of `/proc/<pid>/stat`, where the name of the process may hold any character. */
export function parseCpuTime(stat: string): CpuTime | undefined {
  const afterName = stat.slice(stat.lastIndexOf(')') + 1).trim();
  const [user, system] = afterName.split(/\s+/).slice(11, 13);
  if (user === undefined || system === undefined || !/^\d+$/.test(user) || !/^\d+$/.test(system))
    return undefined;
  return { userNs: Number(user) * nsPerTick, systemNs: Number(system) * nsPerTick };
}

export function cpuTimeMetrics(before: CpuTime, after: CpuTime): readonly Metric[] {
  const spent = (name: string, ns: number): Metric => ({
    name,
    value: Math.max(0, ns),
    unit: 'ns',
    kind: 'counter',
  });
  return [
    spent('user-time', after.userNs - before.userNs),
    spent('system-time', after.systemNs - before.systemNs),
  ];
}
