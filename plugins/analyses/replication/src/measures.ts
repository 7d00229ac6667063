import type { Launch, RowMetric } from '@wiretax/core';
import { clientsOf } from '@wiretax/core/record';
import { mean, quantile, type Statistic, tailRatio, throughput } from '@wiretax/statistics';
import type { Measure } from './study/point.js';

const ratio = (above: Statistic, below: Statistic): Statistic => {
  return (launches) => {
    const [a, b] = [above(launches), below(launches)];
    return a === null || b === null || b === 0 ? null : a / b;
  };
};

/** A counter of the clients for each call, from the window that it was counted in; null unless every launch has it. */
function counter(...names: readonly (readonly string[])[]): Statistic {
  const of = (launch: Launch): { total: number; calls: number } | null => {
    const { calls } = launch;
    for (const parts of names) {
      const perCall = parts.flatMap((name) => ofClients(launch, name) ?? []);
      if (perCall.length === parts.length) {
        return { total: perCall.reduce((sum, value) => sum + value, 0) * calls, calls };
      }
    }
    return null;
  };
  return (launches) => {
    const counted = launches.flatMap((launch) => of(launch) ?? []);
    const calls = counted.reduce((sum, each) => sum + each.calls, 0);
    if (counted.length < launches.length || calls === 0) return null;
    return counted.reduce((sum, each) => sum + each.total, 0) / calls;
  };
}

/** Of all clients together, of each by whoever counted it first; null where one was not counted. */
function ofClients({ metrics, peers }: Launch, name: string): number | null {
  const first = new Map<string, number | null>();
  for (const metric of metrics) {
    if (isOwn(peers, metric, name) && !first.has(metric.peer)) first.set(metric.peer, metric.perCall);
  }
  const counted = [...first.values()];
  if (counted.length === 0 || counted.some((perCall) => perCall === null)) return null;
  return counted.reduce<number>((sum, perCall) => sum + (perCall ?? 0), 0);
}

/** Counters of a pass that ran at another rate are not joined with anything. */
function isOwn(peers: Launch['peers'], { peer, name, comparable }: RowMetric, wanted: string): boolean {
  return isClient(peers, peer) && name === wanted && comparable;
}

/** A launch without vitals still has counters. */
function isClient(peers: Launch['peers'], name: string): boolean {
  return (peers[name]?.half ?? name) === 'client';
}

const systemShare: Statistic = (launches) => {
  let [user, system] = [0, 0];
  for (const launch of launches) {
    for (const { userNsPerCall, systemNsPerCall } of clientsOf(launch)) {
      user += userNsPerCall * launch.calls;
      system += systemNsPerCall * launch.calls;
    }
  }
  return user + system === 0 ? null : system / (user + system);
};

const instructions = counter(['instructions']);
const cycles = counter(['cycles']);

/** How each of the study's measures is had from launches here. */
export const measures: Readonly<Record<Measure, Statistic>> = {
  mean: mean(),
  'service-mean': mean('service'),
  p50: quantile(0.5),
  p99: quantile(0.99),
  'tail-ratio': tailRatio(0.99),
  'service-tail-ratio': ratio(quantile(0.99, 'service'), quantile(0.5, 'service')),
  throughput,
  'system-share': systemShare,
  cycles,
  instructions,
  ipc: ratio(instructions, cycles),
  'cache-references': counter(['cache-references']),
  'cache-misses': counter(['cache-misses']),
  'branch-misses': counter(['branch-misses']),
  'context-switches': counter(
    ['context-switches.voluntary', 'context-switches.involuntary'],
    ['context-switches'],
  ),
  'page-faults': counter(['page-faults.minor', 'page-faults.major'], ['page-faults']),
  'syscalls.futex': counter(['syscalls.futex']),
};

const hardware: ReadonlySet<Measure> = new Set<Measure>([
  'cycles',
  'instructions',
  'ipc',
  'cache-references',
  'cache-misses',
  'branch-misses',
]);

/** Why a measure has no value in a cell that was measured. */
export function lackOf(measure: Measure): string {
  if (hardware.has(measure)) {
    return 'hardware counters of the client were not read: that takes the collector perf-stat, and a machine that has them, as few virtual ones do';
  }
  if (measure === 'syscalls.futex')
    return 'futex calls of the client were not counted: that takes perf-stat as root, at a rate close to the measured one';
  if (measure === 'context-switches' || measure === 'page-faults')
    return `${measure.replace('-', ' ')} of the client were not counted: that takes the collector usage`;
  if (measure === 'system-share') return 'CPU time of the client is not known';
  return measure.includes('tail') || measure === 'p99' ? 'too few calls for P99' : `${measure} is not known`;
}
