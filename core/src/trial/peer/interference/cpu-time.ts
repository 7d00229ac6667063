import { cpusOf } from '../../../kernel/cpu-list.js';

/** The unit of /proc/stat: USER_HZ is 100 on all that Node.js runs on. */
const tickNs = 10e6;

/** What became of the time of some CPUs, ns. */
export interface CpuTime {
  /** Neither idle, nor spent on interrupts, nor stolen. */
  readonly busyNs: number;
  readonly stealNs: number;
}

/**
 * The time of these CPUs between two readings of /proc/stat that are `wallNs` apart; undefined if one of them is missing. Busy is what
 * is not idle, as the kernel measures idle time and only samples the rest.
 */
export function cpuTime(before: string, after: string, cpus: string, wallNs: number): CpuTime | undefined {
  let busyNs = 0;
  let stealNs = 0;
  for (const cpu of cpusOf(cpus)) {
    const [start, end] = [ticksOf(before, cpu), ticksOf(after, cpu)];
    if (start === undefined || end === undefined) return undefined;
    const spentNs = (key: keyof Ticks): number => (end[key] - start[key]) * tickNs;
    stealNs += spentNs('steal');
    busyNs += wallNs - spentNs('idle') - spentNs('interrupts') - spentNs('steal');
  }
  return { busyNs: Math.max(0, busyNs), stealNs };
}

interface Ticks {
  /** Waiting for a disk is idle, too. */
  readonly idle: number;
  readonly interrupts: number;
  readonly steal: number;
}

/** `cpu1 user nice system idle iowait irq softirq steal guest guest_nice`. */
function ticksOf(stat: string, cpu: number): Ticks | undefined {
  const line = new RegExp(`^cpu${String(cpu)} (.*)$`, 'm').exec(stat)?.[1];
  if (line === undefined) return undefined;
  const [, , , idle = 0, iowait = 0, irq = 0, softirq = 0, steal = 0] = line.split(' ').map(Number);
  return { idle: idle + iowait, interrupts: irq + softirq, steal };
}
