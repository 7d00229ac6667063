import type { Launch, Row, RowMetric } from '@wiretax/core';
import { cpuNsPerCall } from '@wiretax/core/record';
import { mean, quantile, type Statistic } from '@wiretax/statistics';

export interface ScaledMetric {
  /** Of its number: `responseMean`, `cpuTotal`, `usage.client.page-faults.minorTotal`. */
  readonly key: string;
  readonly words: string;
  readonly kind: 'response' | 'cpu' | 'counter';
  readonly statistic: Statistic;
  /** A total grows with the calls too: its exponent is one more than that of the figure per call. */
  readonly perCall: boolean;
}

/** In fewer calls than one in a hundred it is chance. */
const fewestPerCall = 0.01;

const response: readonly ScaledMetric[] = [
  {
    key: 'responseMean',
    words: 'mean response time',
    kind: 'response',
    statistic: mean(),
    perCall: false,
  },
  {
    key: 'responseP99',
    words: 'P99 response time',
    kind: 'response',
    statistic: quantile(0.99),
    perCall: false,
  },
];

/** Everything that may be followed over these rows. */
export function metricsOf(rows: readonly Row[]): readonly ScaledMetric[] {
  const launches = rows.flatMap((row) => row.launches);
  const counters = new Map<
    string,
    ScaledMetric & { most: number; readonly perLaunch: Map<Launch, number> }
  >();
  for (const launch of launches) {
    for (const metric of launch.metrics) {
      if (!metric.comparable || metric.perCall === null || !Number.isFinite(metric.perCall)) continue;
      const key = `${metric.collector}.${metric.peer}.${metric.name}Total`;
      const counter = counters.get(`${metric.window} ${key}`) ?? counterOf(key, metric);
      counters.set(`${metric.window} ${key}`, counter);
      counter.perLaunch.set(launch, metric.perCall);
      counter.most = Math.max(counter.most, metric.perCall);
    }
  }
  const perLaunch = new Map(
    launches.flatMap((launch) => {
      const ns = cpuNsPerCall(launch);
      return ns === null ? [] : [[launch, ns] as const];
    }),
  );
  const cpu: ScaledMetric = {
    key: 'cpuTotal',
    words: 'CPU time',
    kind: 'cpu',
    statistic: averageOf(perLaunch),
    perCall: true,
  };
  const kept = [...counters].filter(([, { most }]) => most >= fewestPerCall);
  const inOrder = kept.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, counter]) => counter);
  return [...response, cpu, ...inOrder];
}

function counterOf(
  key: string,
  { name, peer }: RowMetric,
): ScaledMetric & { most: number; readonly perLaunch: Map<Launch, number> } {
  const perLaunch = new Map<Launch, number>();
  const [first = '', ...others] = name.replaceAll(/[^A-Za-z0-9.]+/g, ' ').split('.');
  const words = `${peer} ${first}${others.length === 0 ? '' : ` (${others.join(' ')})`}`;
  return {
    key,
    words,
    kind: 'counter',
    statistic: averageOf(perLaunch),
    perCall: true,
    most: 0,
    perLaunch,
  };
}

/** Per call of all calls of those launches that have it. */
function averageOf(perLaunch: ReadonlyMap<Launch, number>): Statistic {
  return (launches) => {
    let [sum, calls] = [0, 0];
    for (const launch of launches) {
      const value = perLaunch.get(launch);
      if (value === undefined) continue;
      sum += value * launch.calls;
      calls += launch.calls;
    }
    return calls === 0 ? null : sum / calls;
  };
}
