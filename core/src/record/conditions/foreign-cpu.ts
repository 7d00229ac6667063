import type { MachineState } from '../../contract/conditions.js';
import type { Host } from '../../contract/host.js';
import { cpusOf } from '../../kernel/cpu-list.js';
import { afterName, allowedCpus } from '../../kernel/host/proc-stat.js';

/** Twenty of the ticks in which the system counts CPU time. */
const lookMs = 200;

type Used = Pick<MachineState, 'foreignCpus' | 'stolenCpus'>;

/**
 * Looks for 200 ms, and on until `meanwhile` has ended: what this process and its children do in that time is not
 * what others do.
 */
export async function lookAround(
  host: Host,
  meanwhile: Promise<unknown>,
  signal: AbortSignal,
): Promise<Used> {
  const before = await readTicks(host);
  await Promise.all([before === null ? undefined : host.clock.sleep(lookMs, signal), meanwhile]);
  const after = before === null ? null : await readTicks(host);
  const since = (key: keyof Ticks): number => (after?.[key] ?? 0) - (before?.[key] ?? 0);
  if (after === null || !(since('all') > 0)) return { foreignCpus: null, stolenCpus: null };
  const cpus = (ticks: number): number => (Math.max(0, ticks) / since('all')) * after.cpus;
  return { foreignCpus: cpus(since('busy') - since('own')), stolenCpus: cpus(since('stolen')) };
}

/** CPU time so far, in ticks, of the CPUs that this process may use, and of this process and its children. */
interface Ticks {
  readonly cpus: number;
  readonly all: number;
  readonly busy: number;
  readonly stolen: number;
  readonly own: number;
}

async function readTicks({ files }: Host): Promise<Ticks | null> {
  const read = (path: string): Promise<string> => files.read(path).catch(() => '');
  const [stat, status, self] = await Promise.all([
    read('/proc/stat'),
    read('/proc/self/status'),
    read('/proc/self/stat'),
  ]);
  const list = allowedCpus(status);
  const allowed = list === null ? null : new Set(cpusOf(list));
  const lines = [...stat.matchAll(/^cpu(\d+) (.+)$/gm)]
    .filter(([, cpu]) => allowed?.has(Number(cpu)) ?? true)
    .map(([, , fields = '']) => fields.split(' ').map(Number));
  if (lines.length === 0) return null;
  // user nice system idle iowait irq softirq steal; guests are part of user.
  const sum = (fields: readonly number[]): number =>
    lines.flatMap((line) => fields.map((field) => line[field] ?? 0)).reduce((total, ticks) => total + ticks);
  // utime stime cutime cstime
  const own = afterName(self).slice(11, 15).map(Number);
  return {
    cpus: lines.length,
    all: sum([0, 1, 2, 3, 4, 5, 6, 7]),
    busy: sum([0, 1, 2, 5, 6]),
    stolen: sum([7]),
    own: own.reduce((total, ticks) => total + ticks, 0),
  };
}
