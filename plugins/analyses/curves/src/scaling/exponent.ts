import type { Launch } from '@wiretax/core';
import { bootstrap, type Interval, type Point, type Statistic } from '@wiretax/statistics';
import type { ScaledMetric } from './metrics.js';

export type Verdict = 'super-linear' | 'linear' | 'sub-linear' | "can't tell";

export interface Exponent {
  readonly metric: ScaledMetric;
  readonly value: number;
  readonly interval: Interval | null;
  readonly verdict: Verdict;
}

const fewestPoints = 3;
/** What a verdict other than linear needs beside its interval. */
export const margin = 0.05;
/** An interval within it is called linear. */
const nearOne = 0.1;

/** Of a metric over clients; undefined where it has fewer than three positive points. */
export function exponentOf(points: readonly Point[], metric: ScaledMetric): number | undefined {
  const used = usedOf(points, metric.statistic);
  const exponent = exponentBy(
    used.map(({ x }) => x),
    metric,
  );
  return used.length < fewestPoints
    ? undefined
    : (exponent(used.map(({ row }) => row.launches)) ?? undefined);
}

/** With an interval: a bootstrap over the launches of every point. */
export function judged(points: readonly Point[], metric: ScaledMetric, level: number): Exponent | undefined {
  const used = usedOf(points, metric.statistic);
  if (used.length < fewestPoints) return undefined;
  const exponent = exponentBy(
    used.map(({ x }) => x),
    metric,
  );
  const { value, interval } = bootstrap(
    used.map(({ row }) => row.launches),
    exponent,
    { level, resamples: 500 },
  );
  return value === null ? undefined : { metric, value, interval, verdict: verdictOf(value, interval) };
}

export function verdictOf(value: number, interval: Interval | null): Verdict {
  if (interval === null) return "can't tell";
  if (interval.low > 1 && value > 1 + margin) return 'super-linear';
  if (interval.high < 1 && value < 1 - margin) return 'sub-linear';
  return interval.low > 1 - nearOne && interval.high < 1 + nearOne ? 'linear' : "can't tell";
}

function usedOf(points: readonly Point[], statistic: Statistic): readonly Point[] {
  return points.filter(({ x, row }) => {
    const value = statistic(row.launches);
    return x > 0 && value !== null && value > 0 && Number.isFinite(value);
  });
}

type Groups = readonly (readonly Launch[])[];

/** The slope of log y over log x by least squares, for totals one more; null unless every y is positive. */
function exponentBy(
  xs: readonly number[],
  { statistic, perCall }: ScaledMetric,
): (groups: Groups) => number | null {
  const logs = xs.map((x) => Math.log(x));
  const centre = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  const spread = logs.reduce((sum, log) => sum + (log - centre) ** 2, 0);
  const weights = logs.map((log) => (log - centre) / spread);
  // The lists of a bootstrap come again and again.
  const known = new Map<readonly Launch[], number>();
  const logOf = (launches: readonly Launch[]): number => {
    const before = known.get(launches);
    if (before !== undefined) return before;
    const found = Math.log(statistic(launches) ?? NaN);
    known.set(launches, found);
    return found;
  };
  return (groups) => {
    let slope = perCall ? 1 : 0;
    for (const [index, launches] of groups.entries()) slope += (weights[index] ?? 0) * logOf(launches);
    return Number.isFinite(slope) ? slope : null;
  };
}
