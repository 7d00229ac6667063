import { type Analysis, type Finding, isStruck, significant } from '@wiretax/core';
import { bootstrap, type Derived, type Series, seriesOver } from '@wiretax/statistics';
import {
  findingId,
  intervalWords,
  listed,
  reservations,
  withUniqueIds,
} from '@wiretax/statistics/statements';
import { metricsOf, type ScalingMetric } from './metrics.js';

const fewestPoints = 3;
/** An exponent this much above 1 over two decades of clients is a third more than in proportion. */
const margin = 0.05;
const mostNamed = 3;

interface Scaled {
  readonly metric: ScalingMetric;
  readonly exponent: Derived & { readonly value: number };
}

/**
 * How metrics grow with the number of clients: the slope of their logarithm over that of concurrency, by least squares. 1 is in
 * proportion, more is super-linear. Counters are of all clients together, each of which makes the same calls.
 */
export const scaling: Analysis = {
  analyse: ({ rows }) => {
    const series = seriesOver(
      rows.filter((row) => !isStruck(row)),
      'concurrency',
    );
    const inOrder = series.toSorted((a, b) => (a.key < b.key ? -1 : 1));
    return withUniqueIds(inOrder.flatMap((one) => findingOf(one) ?? []));
  },
};

function findingOf(series: Series): Finding | undefined {
  const { points } = series;
  if (points.length < fewestPoints) return undefined;
  const scaled = metricsOf(points.map(({ row }) => row)).flatMap((metric): Scaled[] => {
    const exponent = exponentOf(series, metric);
    return exponent.value === null ? [] : [{ metric, exponent: { ...exponent, value: exponent.value } }];
  });
  const steep = scaled
    .filter(({ exponent }) => isSuperLinear(exponent))
    .toSorted((a, b) => b.exponent.value - a.exponent.value || (a.metric.key < b.metric.key ? -1 : 1));
  const [first] = steep;
  const leading = first ?? scaled.find(({ metric }) => metric.key === 'response.p99') ?? scaled[0];
  if (leading === undefined) return undefined;
  const { interval } = leading.exponent;
  return {
    id: findingId('scaling', series.label, series.fixed),
    statement: `${statement(series, steep, leading)}${reservations(points.map(({ row }) => row))}.`,
    numbers: Object.fromEntries(
      scaled.flatMap(({ metric, exponent }) => [
        [`${metric.key}.exponent`, exponent.value],
        ...(exponent.interval === null
          ? []
          : ([
              [`${metric.key}.exponentLow`, exponent.interval.low],
              [`${metric.key}.exponentHigh`, exponent.interval.high],
            ] as const)),
      ]),
    ),
    ...(interval === null ? {} : { interval }),
    cells: points.map(({ row }) => row.cell.id),
  };
}

function exponentOf({ points }: Series, { total, of }: ScalingMetric): Derived {
  return bootstrap(
    points.map(({ row }) => row.launches),
    (groups) => {
      const values = groups.map((launches, index) => {
        const x = points[index]?.x ?? 1;
        const value = of(launches);
        return value === null || value <= 0
          ? null
          : { x: Math.log(x), y: Math.log(total ? value * x : value) };
      });
      const known = values.filter((value) => value !== null);
      return known.length < values.length ? null : slope(known);
    },
    { resamples: 300 },
  );
}

function slope(points: readonly { readonly x: number; readonly y: number }[]): number | null {
  const mean = (of: (point: { readonly x: number; readonly y: number }) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean((point) => point.x), mean((point) => point.y)];
  const squares = points.reduce((sum, point) => sum + (point.x - x) ** 2, 0);
  return squares === 0
    ? null
    : points.reduce((sum, point) => sum + (point.x - x) * (point.y - y), 0) / squares;
}

function isSuperLinear({ value, interval }: Scaled['exponent']): boolean {
  return interval !== null && value > 1 + margin && interval.low > 1;
}

function statement({ label, fixed, points }: Series, steep: readonly Scaled[], leading: Scaled): string {
  const [low, high] = [points[0]?.x ?? 1, points.at(-1)?.x ?? 1];
  const of = `From ${String(low)} to ${String(high)} clients of ${label} at ${fixed}`;
  if (steep.length === 0)
    return `${of}, ${told(leading, points[0]?.row.launches.length ?? 0)}; ${verdict(leading)}`;
  const named = steep.slice(0, mostNamed).map((one) => told(one, 3));
  const rest = steep.length - named.length;
  return `${of}, super-linear: ${listed(rest > 0 ? [...named, `${String(rest)} more`] : named)}`;
}

function told({ metric, exponent }: Scaled, launches: number): string {
  return `${metric.name} grows as clients to the power of ${significant(exponent.value)} (${intervalWords(exponent.interval, launches, significant)})`;
}

function verdict({ exponent: { interval } }: Scaled): string {
  if (interval === null) return 'no verdict without an interval';
  if (interval.high < 1) return 'sub-linear';
  if (interval.low > 1 - margin && interval.high < 1 + margin)
    return 'in proportion, as of a server that is always busy';
  return interval.low > 1 ? 'hardly more than in proportion' : "can't be told from in proportion";
}
