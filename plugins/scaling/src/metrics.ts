import type { Launch, Row } from '@wiretax/core';
import { mean, perCall, quantile, sharedCounters, type Statistic } from '@wiretax/statistics';

export interface ScalingMetric {
  /** As in `numbers`. */
  readonly key: string;
  readonly name: string;
  /** Of a call, and to be multiplied by the clients: each makes the same calls. */
  readonly total: boolean;
  readonly of: Statistic;
}

/** Rarer than this a call, a counter is chance. */
const rarest = 0.01;
const latencies: readonly ScalingMetric[] = [
  { key: 'response.mean', name: 'mean response time', total: false, of: mean() },
  { key: 'response.p99', name: 'P99 of response time', total: false, of: quantile(0.99) },
];

/** What is looked at: latency, CPU time, and every counter that all rows have. */
export function metricsOf(rows: readonly Row[]): readonly ScalingMetric[] {
  const cpu: ScalingMetric = { key: 'cpu', name: 'CPU time', total: true, of: cpuPerCall };
  const counters = sharedCounters(rows, rarest).map((metric) => ({
    key: `${metric.role}.${metric.name}`,
    name: `${metric.name} of the ${metric.role}`,
    total: true,
    of: perCall(metric),
  }));
  const byKey = new Map([...latencies, cpu, ...counters].map((metric) => [metric.key, metric]));
  return [...byKey.values()];
}

function cpuPerCall(launches: readonly Launch[]): number | null {
  let [sum, calls] = [0, 0];
  for (const { client, server, calls: own } of launches) {
    if (client === null) continue;
    const ns =
      client.userNsPerCall +
      client.systemNsPerCall +
      (server?.userNsPerCall ?? 0) +
      (server?.systemNsPerCall ?? 0);
    sum += ns * own;
    calls += own;
  }
  return calls === 0 ? null : sum / calls;
}
