import type { Launch, Row } from '@wiretax/core';
import { peerPhrase } from '@wiretax/core/record';
import { mean, quantile, type Statistic } from '@wiretax/statistics';

export interface SteppingMetric {
  /** Of ids and numbers: `response-mean`, `usage.client.page-faults.minor`. */
  readonly key: string;
  /** `the server’s page faults (minor) per call`. */
  readonly words: string;
  /** At a step, one metric of a family is enough. */
  readonly family: string;
  readonly statistic: Statistic;
  /** Less counts as this much, so that there are ratios to nothing. */
  readonly floor: number;
}

/** In fewer calls than one in a hundred it is chance. */
const fewestPerCall = 0.01;

const response: readonly SteppingMetric[] = [
  { key: 'response-mean', words: 'mean response time', family: 'response', statistic: mean(), floor: 0 },
  {
    key: 'response-p50',
    words: 'P50 of response time',
    family: 'response',
    statistic: quantile(0.5),
    floor: 0,
  },
];

interface Counter {
  readonly key: string;
  readonly words: string;
  readonly perLaunch: Map<Launch, number>;
}

/** Everything in which these rows may show a step. */
export function metricsOf(rows: readonly Row[]): readonly SteppingMetric[] {
  const counters = new Map<string, Counter>();
  for (const launch of rows.flatMap((row) => row.launches)) {
    for (const { collector, peer, window, name, perCall, comparable } of launch.metrics) {
      if (!comparable || perCall === null || !Number.isFinite(perCall)) continue;
      const key = `${collector}.${peer}.${name}`;
      const counter = counters.get(`${window} ${key}`) ?? {
        key,
        words: `${peerPhrase(peer)}’s ${inWords(name)} per call`,
        perLaunch: new Map<Launch, number>(),
      };
      counters.set(`${window} ${key}`, counter);
      counter.perLaunch.set(launch, perCall);
    }
  }
  const kept = [...counters].filter(([, { perLaunch }]) => Math.max(...perLaunch.values()) >= fewestPerCall);
  return [
    ...response,
    ...kept
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([family, { key, words, perLaunch }]): SteppingMetric => {
        return { key, words, family, statistic: averageOf(perLaunch), floor: fewestPerCall };
      }),
  ];
}

/** `page-faults.minor` is `page faults (minor)`. */
function inWords(name: string): string {
  const [first = '', ...others] = name.replaceAll(/[^A-Za-z0-9.]+/g, ' ').split('.');
  return others.length === 0 ? first : `${first} (${others.join(' ')})`;
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
