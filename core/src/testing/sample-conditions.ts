import type { Conditions, Inherited, MachineState } from '../contract/conditions.js';

/** Of a quiet machine with two CPUs, whose peers inherit nothing unusual. */
export function sampleConditions(
  state: Partial<MachineState> = {},
  inherited: Partial<Inherited> = {},
  changes: Partial<Conditions> = {},
): Conditions {
  return {
    session: 1,
    state: {
      loadAverage: 0.1,
      foreignCpus: 0.02,
      stolenCpus: 0,
      availableBytes: 4e9,
      periods: null,
      throttledPeriods: null,
      ...state,
    },
    inherited: {
      variables: {},
      limits: { 'stack size': '8388608', processes: '30000' },
      allowedCpus: '0-1',
      nice: 0,
      cgroup: '/',
      quotaCpus: null,
      memoryLimitBytes: null,
      ...inherited,
    },
    ...changes,
  };
}
