import { formatDuration, significant } from '@wiretax/core';
import {
  cpuPerCall,
  mean,
  quantile,
  serverCpuPerCall,
  type Statistic,
  throughput,
} from '@wiretax/statistics';

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
  latency('cpu', 'CPU time a call', cpuPerCall),
];

/** Of these a gate may ask: without the client, whose own warming up hides what a server costs more. */
export const gateFigures: readonly Figure[] = [
  ...figures,
  latency('server-cpu', "the servers' CPU time a call", serverCpuPerCall),
];

/** Whether it is paid by a machine, and not waited for. */
export function isCost({ key }: Pick<Figure, 'key'>): boolean {
  return key === 'cpu' || key === 'server-cpu';
}

function latency(key: Figure['key'], name: string, statistic: Statistic): Figure {
  return { key, name, statistic, lowerIsBetter: true, format: formatDuration };
}
