import type { Conditions } from '../../contract/conditions.js';
import type { Manifest } from '../../contract/manifest.js';
import { bytesText, cpusText } from './traits.js';

/** What a run's manifest says of a session's conditions, as names with their values; null is "unknown". */
export interface SessionFacts {
  readonly session: number;
  readonly facts: readonly (readonly [name: string, value: string | number | null])[];
}

/** Every session's conditions in full, for reports that show the manifest. */
export function conditionFacts({ conditions = [] }: Manifest): readonly SessionFacts[] {
  return conditions.map(({ session, machine, state, inherited }) => ({
    session,
    facts: [
      ...(machine === undefined ? [] : [['system', `${machine.platform} ${machine.kernel}`] as const]),
      ...(machine === undefined ? [] : [['Node', machine.node] as const]),
      ...(machine === undefined ? [] : [['CPU', machine.cpuModel] as const]),
      ['load average', state.loadAverage],
      ['CPUs used by others', state.foreignCpus === null ? null : state.foreignCpus.toFixed(2)],
      ['CPUs stolen', state.stolenCpus === null ? null : state.stolenCpus.toFixed(2)],
      ['free memory', state.availableBytes === null ? null : bytesText(state.availableBytes)],
      ...inheritedFacts(state, inherited),
    ],
  }));
}

function inheritedFacts(
  { periods, throttledPeriods }: Conditions['state'],
  { variables, limits, allowedCpus, nice, cgroup, quotaCpus, memoryLimitBytes }: Conditions['inherited'],
): SessionFacts['facts'] {
  const throttled = `; spent early in ${String(throttledPeriods)} of ${String(periods)} periods`;
  return [
    ['cgroup', cgroup],
    ['CPU quota', quotaCpus === null ? 'none' : cpusText(quotaCpus) + (periods === null ? '' : throttled)],
    ['memory limit', memoryLimitBytes === null ? 'none' : bytesText(memoryLimitBytes)],
    ['CPUs that may be used', allowedCpus],
    ['nice level', nice],
    [
      'limits',
      Object.entries(limits)
        .map(([name, value]) => `${name} ${value}`)
        .join(', ') || null,
    ],
    ...Object.entries(variables),
  ];
}
