import type { Metric } from '@wiretax/core';
import type { Observed, OffCpu, WakeUps } from './output.js';
import { reasonFor } from './reasons.js';

const percentiles = [
  { name: 'p50', quantile: 0.5 },
  { name: 'p99', quantile: 0.99 },
] as const;

export function metricsOf({ offCpu, returns, wakeUps }: Observed): readonly Metric[] {
  const mainOffCpu = offCpu.filter(({ mainThread }) => mainThread);
  return [
    ...timesOf('off-cpu', offCpu),
    { name: 'off-cpu.count', value: returns, unit: 'count', kind: 'counter' },
    ...timesOf('off-cpu.main-thread', mainOffCpu),
    ...latenciesOf('wake-up', wakeUps),
    ...latenciesOf(
      'wake-up.main-thread',
      wakeUps.filter(({ mainThread }) => mainThread),
    ),
  ];
}

export function notesOn({ offCpu, wakeUps, returns, lostEvents }: Observed): readonly string[] {
  if (returns === 0) {
    return [
      'no thread of this peer left a CPU and came back to it in the window, or bpftrace sees other process ids than we do, as in a container',
    ];
  }
  const count = sum(wakeUps, (each) => each.count);
  const left = percentiles.filter(({ quantile }) => !supports(count, quantile)).map(({ name }) => name);
  const unnamed = offCpu.every(({ stack }) => stack.every((frame) => /^(?:0x)?[0-9a-f]*$/.test(frame)));
  return [
    'off-cpu.time adds up the waiting of all threads, also of helpers that have nothing to do; stops that began before the window or go on at its end are not in it',
    ...(left.length === 0
      ? []
      : [`wake-up.${left.join(' and ')} left out: ${String(count)} wake-ups are too few`]),
    ...(unnamed
      ? ['kernel functions have no names here: sysctl -w kernel.kptr_restrict=0 gives reasons']
      : []),
    ...(lostEvents === 0 ? [] : [`bpftrace lost ${String(lostEvents)} events`]),
  ];
}

/** Standard folded stacks, outermost function first, with ns instead of samples. */
export function foldedStacks(offCpu: readonly OffCpu[]): string {
  const lines = new Map<string, number>();
  for (const { mainThread, runnable, stack, ns } of offCpu) {
    const thread = mainThread ? 'main-thread' : 'other-threads';
    const frames = [thread, reasonFor({ runnable, stack }), ...stack.toReversed()];
    const key = frames.map((frame) => frame.replace(/[;\s]/g, '_')).join(';');
    lines.set(key, (lines.get(key) ?? 0) + ns);
  }
  return [...lines].map(([key, ns]) => `${key} ${String(ns)}\n`).join('');
}

function timesOf(name: string, offCpu: readonly OffCpu[]): readonly Metric[] {
  const byReason = new Map<string, number>();
  for (const each of offCpu) {
    const reason = reasonFor(each);
    byReason.set(reason, (byReason.get(reason) ?? 0) + each.ns);
  }
  return [
    { name: `${name}.time`, value: sum(offCpu, ({ ns }) => ns), unit: 'ns', kind: 'counter' },
    ...[...byReason].map(([reason, ns]): Metric => ({
      name: `${name}.${reason}`,
      value: ns,
      unit: 'ns',
      kind: 'counter',
    })),
  ];
}

/** Percentiles that the number of wake-ups supports: n ≥ 10 / (1 - q). */
function latenciesOf(name: string, wakeUps: readonly WakeUps[]): readonly Metric[] {
  const sorted = [...wakeUps].sort((a, b) => a.latencyNs - b.latencyNs);
  const count = sum(sorted, (each) => each.count);
  return [
    { name: `${name}.count`, value: count, unit: 'count', kind: 'counter' },
    ...percentiles
      .filter(({ quantile }) => supports(count, quantile))
      .map((each): Metric => ({
        name: `${name}.${each.name}`,
        value: atRank(sorted, Math.ceil(count * each.quantile)),
        unit: 'ns',
        kind: 'gauge',
      })),
  ];
}

function atRank(sorted: readonly WakeUps[], rank: number): number {
  let passed = 0;
  for (const { latencyNs, count } of sorted) {
    passed += count;
    if (passed >= rank) return latencyNs;
  }
  return sorted.at(-1)?.latencyNs ?? 0;
}

function supports(count: number, quantile: number): boolean {
  // 10 / (1 - 0.99) is a little above 1000.
  return count >= Math.round(10 / (1 - quantile));
}

function sum<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((total, value) => total + of(value), 0);
}
