import type { Launch } from '@wiretax/core';
import { bootstrap, type Interval, type Point } from '@wiretax/statistics';
import { described } from '../far-off.js';
import type { ScaledMetric } from './metrics.js';

export type Verdict = 'super-linear' | 'linear' | 'sub-linear' | "can't tell";

export interface Exponent {
  readonly metric: ScaledMetric;
  readonly value: number;
  readonly interval: Interval | null;
  readonly verdict: Verdict;
  /** Left out, as it is far off the law of the others. */
  readonly without?: Point;
}

const fewestPoints = 3;
/** What a verdict other than linear needs beside its interval. */
export const margin = 0.05;
/** An interval within it is called linear. */
const nearOne = 0.1;

/** Of a metric over clients, not judged; undefined where it has fewer than three positive points, or several are far off. */
export function exponentOf(points: readonly Point[], metric: ScaledMetric): Exponent | undefined {
  const found = lawOf(points, metric);
  if (found === undefined) return undefined;
  const { law, without } = found;
  const value = law.slope + (metric.perCall ? 1 : 0);
  return {
    metric,
    value,
    interval: null,
    verdict: "can't tell",
    ...(without === undefined ? {} : { without }),
  };
}

/** With an interval: a bootstrap over the launches of every point. */
export function judged(points: readonly Point[], metric: ScaledMetric, level: number): Exponent | undefined {
  const found = lawOf(points, metric);
  if (found === undefined) return undefined;
  const { points: used, without } = found;
  const exponent = exponentBy(
    used.map(({ x }) => x),
    metric,
  );
  const { value, interval } = bootstrap(
    used.map(({ row }) => row.launches),
    exponent,
    { level, resamples: 500 },
  );
  if (value === null) return undefined;
  const verdict = verdictOf(value, interval);
  return { metric, value, interval, verdict, ...(without === undefined ? {} : { without }) };
}

/** The power law of a metric: y = c · x ^ slope. */
function lawOf(points: readonly Point[], { statistic }: ScaledMetric) {
  const logs = new Map(points.map((point) => [point, Math.log(statistic(point.row.launches) ?? NaN)]));
  const logOf = (point: Point): number => logs.get(point) ?? NaN;
  const used = points.filter((point) => point.x > 0 && Number.isFinite(logOf(point)));
  return described(used, {
    fit: (some) => lineThrough(some.map((point) => ({ x: Math.log(point.x), y: logOf(point) }))),
    over: (point, { centre, height, slope }) =>
      Math.exp(logOf(point) - height - slope * (Math.log(point.x) - centre)),
    quality: (some, { centre, height, slope }) =>
      -some.reduce(
        (sum, point) => sum + (logOf(point) - height - slope * (Math.log(point.x) - centre)) ** 2,
        0,
      ),
    fewest: fewestPoints,
  });
}

/** By least squares; undefined where all are at one x. */
function lineThrough(points: readonly { readonly x: number; readonly y: number }[]) {
  const mean = (of: (point: { readonly x: number; readonly y: number }) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [centre, height] = [mean(({ x }) => x), mean(({ y }) => y)];
  const spread = mean(({ x }) => (x - centre) ** 2);
  const slope = mean(({ x, y }) => (x - centre) * (y - height)) / spread;
  return spread === 0 ? undefined : { centre, height, slope };
}

export function verdictOf(value: number, interval: Interval | null): Verdict {
  if (interval === null) return "can't tell";
  if (interval.low > 1 && value > 1 + margin) return 'super-linear';
  if (interval.high < 1 && value < 1 - margin) return 'sub-linear';
  return interval.low > 1 - nearOne && interval.high < 1 + nearOne ? 'linear' : "can't tell";
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
