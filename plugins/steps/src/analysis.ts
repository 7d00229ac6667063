import { type Analysis, type Finding, formatSize, isStruck, significant } from '@wiretax/core';
import { bootstrap, type Interval, type Series, seriesOver } from '@wiretax/statistics';
import { findingId, intervalWords, reservations, withUniqueIds } from '@wiretax/statistics/statements';
import { metricsOf, type SizeMetric } from './metrics.js';

/** With fewer sizes a gap has no neighbours to be held against. */
const fewestSizes = 5;
/** How much more than growth with size it must be, and what an interval must exclude. */
const smallestStep = 1.3;
const leastLow = 1.1;
/** One launch can't tell chance from a step: only large ones are named, and that it was one launch. */
const smallestOfOneLaunch = 2;
const mostFindings = 5;

interface Step {
  readonly series: Series;
  readonly metric: SizeMetric;
  /** The gap is between this point and the next. */
  readonly index: number;
  readonly factor: number;
  readonly interval: Interval | null;
}

/**
 * Jumps of latency and counters between two neighbouring sizes. Between sizes x and x', a cost may grow by (x'/x) to the power of the
 * larger of 1 and the slopes of both neighbouring gaps: a + b·x never grows faster. A step is what is left beyond that.
 */
export const steps: Analysis = {
  analyse: ({ rows }) => {
    const series = seriesOver(
      rows.filter((row) => !isStruck(row)),
      'size',
    ).filter(({ points }) => points.length >= fewestSizes);
    const inOrder = series.toSorted((a, b) => (a.key < b.key ? -1 : 1));
    const found = inOrder.flatMap((one) => metricsOf(one).flatMap((metric) => stepsOf(one, metric)));
    const largest = found.toSorted((a, b) => b.factor - a.factor).slice(0, mostFindings);
    return withUniqueIds(largest.map(findingOf));
  },
};

function stepsOf(series: Series, metric: SizeMetric): Step[] {
  const { points } = series;
  const whole = points.map(({ row }) => metric.of(row.launches));
  const xs = points.map(({ x }) => Math.log(x));
  return points.slice(1).flatMap((_, index): Step[] => {
    const value = excess(xs, whole, index);
    if (value === null || value < Math.log(smallestStep)) return [];
    // Only the gap and its neighbours matter.
    const from = Math.max(0, index - 1);
    const near = points.slice(from, index + 3);
    const level = 1 - 0.05 / (points.length - 1);
    const factor = bootstrap(
      near.map(({ row }) => row.launches),
      (groups) => {
        const log = excess(xs.slice(from, index + 3), groups.map(metric.of), index - from);
        return log === null ? null : Math.exp(log);
      },
      { level, resamples: 400 },
    );
    if (factor.value === null) return [];
    const holds =
      factor.interval === null ? factor.value >= smallestOfOneLaunch : factor.interval.low > leastLow;
    return holds ? [{ series, metric, index, factor: factor.value, interval: factor.interval }] : [];
  });
}

/** The logarithm of how much more it grows in this gap than size and the neighbouring gaps explain; null without values. */
function excess(xs: readonly number[], values: readonly (number | null)[], gap: number): number | null {
  const growth = (index: number): { readonly by: number; readonly over: number } | null => {
    const [before, after] = [values[index] ?? null, values[index + 1] ?? null];
    const [x, next] = [xs[index], xs[index + 1]];
    if (before === null || after === null || before <= 0 || after <= 0) return null;
    if (x === undefined || next === undefined || next <= x) return null;
    return { by: Math.log(after / before), over: next - x };
  };
  const here = growth(gap);
  if (here === null) return null;
  const slopes = [growth(gap - 1), growth(gap + 1)].map((near) => (near === null ? 1 : near.by / near.over));
  return here.by - here.over * Math.max(1, ...slopes);
}

function findingOf({ series, metric, index, factor, interval }: Step): Finding {
  const [before, after] = [series.points[index], series.points[index + 1]];
  const sizes = `${formatSize(before?.x ?? 0)} and ${formatSize(after?.x ?? 0)}`;
  const rows = [before, after].flatMap((point) => (point === undefined ? [] : [point.row]));
  const launches = Math.min(...rows.map((row) => row.launches.length));
  const values = [before, after].map((point) => metric.format(metric.of(point?.row.launches ?? []) ?? 0));
  return {
    id: findingId('steps', metric.key, series.label, series.fixed, String(after?.x ?? 0)),
    statement: `${metric.name} of ${series.label} at ${series.fixed} steps up between ${sizes}, from ${values.join(' to ')}: ${significant(factor)} times what growth with size explains (${intervalWords(interval, launches, significant)})${reservations(rows)}.`,
    numbers: { factor, fromBytes: before?.x ?? 0, toBytes: after?.x ?? 0 },
    ...(interval === null ? {} : { interval }),
    cells: rows.map((row) => row.cell.id),
  };
}
