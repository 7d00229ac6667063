/** Ticks that a CPU has spent since boot; of user time, guests' is a part. */
export interface CpuTimes {
  /** User, nice and system. */
  readonly tasks: number;
  /** Idle, or waiting for a disk. */
  readonly idle: number;
  readonly irq: number;
  readonly softirq: number;
  readonly steal: number;
}

export interface ProcStat {
  readonly cpus: ReadonlyMap<number, CpuTimes>;
  /**
   * Whether interrupts have a time of their own (CONFIG_IRQ_TIME_ACCOUNTING or the like). Without, a tick is
   * charged to the task that it hits even if that is serving an interrupt, and never as irq.
   */
  readonly interruptsApart: boolean;
}

/** Reads /proc/stat; what isn't a CPU's line is passed over. */
export function parseProcStat(text: string): ProcStat {
  const cpus = new Map<number, CpuTimes>();
  let interruptsApart = false;
  for (const line of text.split('\n')) {
    const [, number, fields] = /^cpu(\d*) +(\d[\d ]*)$/.exec(line) ?? [];
    if (number === undefined || fields === undefined) continue;
    const [user = 0, nice = 0, system = 0, idle = 0, iowait = 0, irq = 0, softirq = 0, steal = 0] = fields
      .trim()
      .split(/ +/)
      .map(Number);
    const times = { tasks: user + nice + system, idle: idle + iowait, irq, softirq, steal };
    if (number === '') interruptsApart = irq > 0;
    else cpus.set(Number(number), times);
  }
  return { cpus, interruptsApart };
}

/** What these CPUs have spent between two readings. One that was not there at both is left out. */
export function spentBetween(before: ProcStat, after: ProcStat, on: readonly number[]): CpuTimes {
  const spent = { tasks: 0, idle: 0, irq: 0, softirq: 0, steal: 0 };
  for (const cpu of on) {
    const start = before.cpus.get(cpu);
    const end = after.cpus.get(cpu);
    if (start === undefined || end === undefined) continue;
    for (const field of fields) spent[field] += grown(start[field], end[field]);
  }
  return spent;
}

const fields = ['tasks', 'idle', 'irq', 'softirq', 'steal'] as const;

/** The kernel's idle and iowait times may go back a little. */
function grown(before: number, after: number): number {
  return Math.max(0, after - before);
}
