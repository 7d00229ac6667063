import type { Launch } from '@wiretax/core';
import { cpuNsPerCall, hopsOf, peerNsPerCall } from '@wiretax/core/record';
import type { Statistic } from './statistic.js';

/** CPU time of a call in all peers that it passes, ns, of all calls together; null where a launch doesn't tell it. */
export const cpuPerCall = ofAllCalls(cpuNsPerCall);

/** The same without who makes the calls; null where a launch tells of nobody else. */
export const serverCpuPerCall = ofAllCalls((launch) => {
  const called = hopsOf(launch).filter(({ half }) => half !== 'client');
  return called.length === 0 ? null : called.reduce((sum, peer) => sum + peerNsPerCall(peer), 0);
});

function ofAllCalls(nsPerCall: (launch: Launch) => number | null): Statistic {
  return (launches) => {
    let [sum, calls] = [0, 0];
    for (const launch of launches) {
      const ns = nsPerCall(launch);
      if (ns === null) return null;
      sum += ns * launch.calls;
      calls += launch.calls;
    }
    // None at all is less than the system's clock counts.
    return calls === 0 || sum === 0 ? null : sum / calls;
  };
}
