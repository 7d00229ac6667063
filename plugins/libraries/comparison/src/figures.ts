import { formatDuration, type Launch, significant } from '@wiretax/core';
import { cpuNsPerCall } from '@wiretax/core/record';
import { mean, quantile, type Statistic, throughput } from '@wiretax/statistics';

/** A figure in which two cells are compared. */
export interface Figure {
  readonly key: 'p50' | 'p99' | 'mean' | 'throughput' | 'cpu';
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
  latency('cpu', 'CPU time a call', cpuOf),
];

function latency(key: Figure['key'], name: string, statistic: Statistic): Figure {
  return { key, name, statistic, lowerIsBetter: true, format: formatDuration };
}

/** CPU time of all peers that a call passes, ns; null where a launch doesn't know it. */
function cpuOf(launches: readonly Launch[]): number | null {
  let [calls, cpuNs] = [0, 0];
  for (const launch of launches) {
    const ownNs = cpuNsPerCall(launch);
    if (ownNs === null) return null;
    cpuNs += ownNs * launch.calls;
    calls += launch.calls;
  }
  return calls === 0 || cpuNs === 0 ? null : cpuNs / calls;
}
