import { formatDuration, significant } from '@wiretax/core';
import { mean, perCall, quantile, type Series, sharedCounters, type Statistic } from '@wiretax/statistics';

export interface SizeMetric {
  /** Part of a finding's id. */
  readonly key: string;
  readonly name: string;
  readonly of: Statistic;
  readonly format: (value: number) => string;
}

/** Rarer than this a call, a counter is chance. */
const rarest = 0.01;
const latencies: readonly SizeMetric[] = [
  { key: 'mean', name: 'Mean response time', of: mean(), format: formatDuration },
  { key: 'p50', name: 'P50', of: quantile(0.5), format: formatDuration },
];

/** Latency, and every counter of events that all sizes have. */
export function metricsOf({ points }: Series): readonly SizeMetric[] {
  const rows = points.map(({ row }) => row);
  const counters = sharedCounters(rows, rarest)
    .filter(({ unit }) => unit === 'count')
    .map((metric) => ({
      key: `${metric.role}.${metric.name}`,
      name: `${metric.name} per call in the ${metric.role}`,
      of: perCall(metric),
      format: significant,
    }));
  return [...new Map([...latencies, ...counters].map((metric) => [metric.key, metric])).values()];
}
