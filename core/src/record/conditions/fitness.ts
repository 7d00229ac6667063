import type { Conditions } from '../../contract/conditions.js';
import type { MachineFacts } from '../../contract/machine-facts.js';
import { cpusOf } from '../../kernel/cpu-list.js';
import { bytesText, cpusText } from './traits.js';

/** Something about a machine that may spoil figures. */
export interface Fitness {
  readonly subject:
    'load average' | 'other processes' | 'stolen time' | 'CPU quota' | 'free memory' | 'governor';
  /** How it is; makes a sentence with the subject before it. */
  readonly detail: string;
  /** What to do about it; without it there is no need to. */
  readonly remedy?: string;
}

/** A machine that has just measured has a load of one or two tasks a CPU; beyond, something else waits for CPUs, too. */
const highLoadPerCpu = 1.5;
/** Two or three ticks of a look are noise. */
const foreignShare = 0.1;
const stolenShare = 0.05;
/** What two peers with their helper threads may use at once. */
const peersCpus = 4;
const leastBytes = 512 * 1024 ** 2;

/** Everything that is looked at before a run, whether it is well or not. */
export function fitnessOf(
  machine: MachineFacts,
  { state, inherited }: Pick<Conditions, 'state' | 'inherited'>,
): readonly Fitness[] {
  const cpus = usableCpus(machine, inherited);
  return [
    load(state, Math.max(1, machine.logicalCpus)),
    others(state, cpus),
    stolen(state, cpus),
    quota(state, inherited, cpus),
    memory(state),
    governor(machine),
  ];
}

type State = Conditions['state'];

export function usableCpus({ logicalCpus }: MachineFacts, { allowedCpus }: Conditions['inherited']): number {
  return Math.max(1, allowedCpus === null ? logicalCpus : cpusOf(allowedCpus).length);
}

const silent = 'the system does not tell';

function load({ loadAverage }: State, cpus: number): Fitness {
  const subject = 'load average';
  if (loadAverage === null) return { subject, detail: silent };
  const detail = `${String(loadAverage)} on ${cpusText(cpus)}`;
  if (loadAverage <= highLoadPerCpu * cpus) return { subject, detail };
  return { subject, detail, remedy: 'wait until what else runs has ended (top shows it)' };
}

function others({ foreignCpus }: State, cpus: number): Fitness {
  const subject = 'other processes';
  if (foreignCpus === null) return { subject, detail: silent };
  const detail = `use ${shareOf(foreignCpus, cpus)}`;
  if (foreignCpus <= foreignShare * cpus) return { subject, detail };
  return { subject, detail, remedy: 'end them, or keep them off the CPUs that peers use (taskset, cpuset)' };
}

function stolen({ stolenCpus }: State, cpus: number): Fitness {
  const subject = 'stolen time';
  if (stolenCpus === null) return { subject, detail: silent };
  const detail = shareOf(stolenCpus, cpus);
  if (stolenCpus <= stolenShare * cpus) return { subject, detail };
  return { subject, detail, remedy: 'measure when the host is quiet, or on dedicated CPUs' };
}

function shareOf(used: number, cpus: number): string {
  return `${used.toFixed(1)} of ${cpusText(cpus)}`;
}

function quota(
  { periods, throttledPeriods }: State,
  { quotaCpus, cgroup }: Conditions['inherited'],
  cpus: number,
): Fitness {
  const subject = 'CPU quota';
  if (quotaCpus === null) return { subject, detail: 'none' };
  const detail =
    cpusText(quotaCpus) +
    (periods === null || periods === 0
      ? ''
      : `, spent early in ${String(throttledPeriods)} of ${String(periods)} periods so far`);
  if (quotaCpus >= Math.min(cpus, peersCpus)) return { subject, detail };
  const remedy = `lift the quota of ${cgroup ?? 'the cgroup'} (cpu.max, CPUQuota=, docker --cpus): processes stand still when it is spent`;
  return { subject, detail, remedy };
}

function memory({ availableBytes }: State): Fitness {
  const subject = 'free memory';
  if (availableBytes === null) return { subject, detail: silent };
  const detail = bytesText(availableBytes);
  if (availableBytes >= leastBytes) return { subject, detail };
  return {
    subject,
    detail,
    remedy: 'end what uses it, or raise the memory limit: peers may swap or be killed',
  };
}

function governor({ governor: name }: MachineFacts): Fitness {
  const subject = 'governor';
  if (name === null) return { subject, detail: `${silent} (common in virtual machines)` };
  if (name === 'performance') return { subject, detail: name };
  const detail = `${name}: the clock follows the load, so light load looks slow`;
  return { subject, detail, remedy: 'cpupower frequency-set --governor performance' };
}
