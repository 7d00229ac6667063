import { formatDuration, type Launch, significant } from '@wiretax/core';
import { cpuNsPerCall, hopsOf, peerNsPerCall } from '@wiretax/core/record';
import { mean, quantile, type Statistic, throughput } from '@wiretax/statistics';

/** A figure in which two cells are compared. */
export interface Figure {
  readonly key: 'p50' | 'p99' | 'mean' | 'throughput' | 'cpu' | 'server-cpu';
  /** As it stands in a sentence. */
  readonly name: string;
  readonly statistic: Statistic;
  readonly lowerIsBetter: boolean;
  readonly format: (value: number) => string;
}

export const figures: readonly Figure[] = [
  latency('p50', 'P50', quantile(0.5)),
  latency('p99', 'P99', quantile(0.99)),
  latency('mean', 'mean', mean()),
  {
    key: 'throughput',
    name: 'throughput',
    statistic: throughput,
    lowerIsBetter: false,
    format: (value) => `${significant(value)}/s`,
  },
  latency('cpu', 'CPU time a call', cpuOf(cpuNsPerCall)),
];

/** Of these a gate may ask: without the client, whose own warming up hides what a server costs more. */
export const gateFigures: readonly Figure[] = [
  ...figures,
  latency('server-cpu', "the servers' CPU time a call", cpuOf(serverNsPerCall)),
];

/** Whether it is paid by a machine, and not waited for. */
export function isCost({ key }: Pick<Figure, 'key'>): boolean {
  return key === 'cpu' || key === 'server-cpu';
}

function latency(key: Figure['key'], name: string, statistic: Statistic): Figure {
  return { key, name, statistic, lowerIsBetter: true, format: formatDuration };
}

/** CPU time of a call over launches, ns; null where one doesn't know it. */
function cpuOf(nsPerCall: (launch: Launch) => number | null): Statistic {
  return (launches) => {
    let [calls, cpuNs] = [0, 0];
    for (const launch of launches) {
      const ownNs = nsPerCall(launch);
      if (ownNs === null) return null;
      cpuNs += ownNs * launch.calls;
      calls += launch.calls;
    }
    return calls === 0 || cpuNs === 0 ? null : cpuNs / calls;
  };
}

/** In all that a call passes but who makes it; null where nothing is known of them. */
function serverNsPerCall(launch: Launch): number | null {
  const called = hopsOf(launch).filter(({ half }) => half !== 'client');
  return called.length === 0 ? null : called.reduce((sum, peer) => sum + peerNsPerCall(peer), 0);
}
