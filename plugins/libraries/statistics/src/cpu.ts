import { cpuNsPerCall } from '@wiretax/core/record';
import type { Statistic } from './statistic.js';

/** CPU time of a call in all peers that it passes, ns, of all calls together; null where a launch doesn't tell it. */
export const cpuPerCall: Statistic = (launches) => {
  let [sum, calls] = [0, 0];
  for (const launch of launches) {
    const ns = cpuNsPerCall(launch);
    if (ns === null) return null;
    sum += ns * launch.calls;
    calls += launch.calls;
  }
  return calls === 0 ? null : sum / calls;
};
