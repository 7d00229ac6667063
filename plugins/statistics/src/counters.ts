import type { Row, RowMetric } from '@wiretax/core';
import type { Statistic } from './statistic.js';

/** A counter per call, weighted by the calls of each launch, as the row's own figure is. */
export function perCall(counter: RowMetric): Statistic {
  return (launches) => {
    let [sum, calls] = [0, 0];
    for (const launch of launches) {
      const found = sameMetric(launch.metrics, counter)?.perCall ?? null;
      if (found === null) continue;
      sum += found * launch.calls;
      calls += launch.calls;
    }
    return calls === 0 ? null : sum / calls;
  };
}

/** Counters that all of these rows have, each comparable and above `rarest` a call (events) or 1 ns. */
export function sharedCounters(rows: readonly Row[], rarest: number): readonly RowMetric[] {
  const usable = (metric: RowMetric | undefined): boolean =>
    metric?.comparable === true &&
    metric.kind === 'counter' &&
    metric.perCall !== null &&
    metric.perCall > (metric.unit === 'ns' ? 1 : rarest);
  return (rows[0]?.metrics ?? []).filter((metric) =>
    rows.every((row) => usable(sameMetric(row.metrics, metric))),
  );
}

function sameMetric(metrics: readonly RowMetric[], wanted: RowMetric): RowMetric | undefined {
  return metrics.find(
    ({ name, role, collector, window }) =>
      name === wanted.name &&
      role === wanted.role &&
      collector === wanted.collector &&
      window === wanted.window,
  );
}
