import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Evidence, Metric } from '@wiretax/core';

const percentiles = [
  { name: 'loop-delay.p50', percentile: 50 },
  { name: 'loop-delay.p99', percentile: 99 },
] as const;

/** What Node has recorded: the time from one run of a timer to the next, in ns. */
export type TimerIntervals = Pick<
  ReturnType<typeof monitorEventLoopDelay>,
  'count' | 'exceeds' | 'max' | 'percentile'
>;

/** Watches from now until the returned function is called. Starts a timer that fires every `resolutionMs`. */
export function watchLoopDelay(resolutionMs: number): () => Pick<Evidence, 'metrics' | 'notes'> {
  const intervals = monitorEventLoopDelay({ resolution: resolutionMs });
  intervals.enable();
  return () => {
    intervals.disable();
    return loopDelay(intervals, resolutionMs);
  };
}

/** How much later than asked for the timer ran. A percentile needs n ≥ 10 / (1 - q) runs. */
export function loopDelay(
  intervals: TimerIntervals,
  resolutionMs: number,
): Pick<Evidence, 'metrics' | 'notes'> {
  const { count, exceeds, max } = intervals;
  const runs = `the timer of ${String(resolutionMs)} ms ran ${String(count)} times`;
  if (count === 0) return { metrics: [], notes: [`loop-delay is left out: ${runs} in the window`] };
  const supported = percentiles.filter(({ percentile }) => count >= 1000 / (100 - percentile));
  const left = percentiles.filter((each) => !supported.includes(each)).map(({ name }) => name);
  const metrics = [
    ...supported.map(({ name, percentile }) => gauge(name, intervals.percentile(percentile), resolutionMs)),
    gauge('loop-delay.max', max, resolutionMs),
  ];
  const notes = [
    ...(left.length === 0 ? [] : [`${left.join(' and ')} left out: ${runs}, too few for it`]),
    ...(exceeds === 0 ? [] : [`loop-delay leaves out ${String(exceeds)} delays of more than an hour`]),
  ];
  return { metrics, notes };
}

/** A run right after one that was late comes sooner than asked for; that is no delay. */
function gauge(name: string, intervalNs: number, resolutionMs: number): Metric {
  return { name, value: Math.max(0, Math.round(intervalNs - resolutionMs * 1e6)), unit: 'ns', kind: 'gauge' };
}
