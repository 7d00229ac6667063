import { bootstrap, fewestLaunches, type Interval, type Point } from '@wiretax/statistics';
import type { SteppingMetric } from './metrics.js';

/** Between two neighbouring sizes. */
export interface Gap {
  readonly metric: SteppingMetric;
  readonly kind: 'step' | 'fall';
  readonly from: Point;
  readonly to: Point;
  /** Of a step: how much more it grows than growth with size explains. Of a fall: what is left of it. */
  readonly factor: number;
  /** The lower side was nearly nothing: the factor is at least this. */
  readonly atLeast: boolean;
  /** The neighbouring gaps too. */
  readonly points: readonly Point[];
}

const steepest = 1.3;
const surelyAbove = 1.1;
const fallen = 0.67;
const withoutInterval = 2;

/** All that look like a step or a fall, and how many gaps were tried. */
export function gapsOf(
  points: readonly Point[],
  metric: SteppingMetric,
): { readonly tried: number; readonly gaps: Gap[] } {
  const used = points.filter(({ x, row }) => x > 0 && valueOf(metric, row.launches) !== null);
  const gaps: Gap[] = [];
  for (let index = 0; index + 1 < used.length; index += 1) {
    const [from, to] = [used[index], used[index + 1]];
    if (from === undefined || to === undefined) continue;
    const start = Math.max(0, index - 1);
    const around = used.slice(start, index + 3);
    const values = around.map(({ row }) => valueOf(metric, row.launches));
    const xs = around.map(({ x }) => x);
    const lower = metric.statistic(from.row.launches) ?? 0;
    const upper = metric.statistic(to.row.launches) ?? 0;
    const common = { metric, from, to, points: around, atLeast: Math.min(lower, upper) < metric.floor };
    const excess = excessOf(xs, values, index - start);
    const left = ratioOf(values, index - start);
    if (excess !== null && excess > steepest) gaps.push({ ...common, kind: 'step', factor: excess });
    else if (left !== null && left < fallen) gaps.push({ ...common, kind: 'fall', factor: left });
  }
  return { tried: Math.max(0, used.length - 1), gaps };
}

/** Whether it is one, and its interval; without an interval only what is large. */
export function confirmed(gap: Gap, level: number): { readonly interval: Interval | null } | undefined {
  const { kind, factor, points, from, metric } = gap;
  const fewest = Math.min(...points.map(({ row }) => row.launches.length));
  if (fewest < fewestLaunches) {
    return Math.max(factor, 1 / factor) >= withoutInterval ? { interval: null } : undefined;
  }
  const at = points.indexOf(from);
  const xs = points.map(({ x }) => x);
  const { interval } = bootstrap(
    points.map(({ row }) => row.launches),
    (groups) => {
      const values = groups.map((launches) => valueOf(metric, launches));
      return kind === 'step' ? excessOf(xs, values, at) : ratioOf(values, at);
    },
    { level, resamples: 500 },
  );
  if (interval === null) return undefined;
  const holds = kind === 'step' ? interval.low > surelyAbove : interval.high < fallen;
  return holds ? { interval } : undefined;
}

function valueOf({ statistic, floor }: SteppingMetric, launches: Point['row']['launches']): number | null {
  const value = statistic(launches);
  if (value === null || !Number.isFinite(value)) return null;
  const counted = Math.max(value, floor);
  return counted > 0 ? counted : null;
}

type Values = readonly (number | null)[];

function ratioOf(values: Values, at: number): number | null {
  const [before, after] = [values[at] ?? null, values[at + 1] ?? null];
  return before === null || after === null ? null : after / before;
}

/**
 * Growth over a gap, over that of the steeper of its neighbours continued through it, and at least that in proportion to size: what
 * grows as a + b · x, a ≥ 0, never exceeds it.
 */
function excessOf(xs: readonly number[], values: Values, at: number): number | null {
  const ratio = ratioOf(values, at);
  if (ratio === null) return null;
  const slopes = [at - 1, at + 1].flatMap((gap) => {
    const [growth, widening] = [ratioOf(values, gap), ratioOf(xs, gap)];
    return growth === null || widening === null ? [] : [Math.log(growth) / Math.log(widening)];
  });
  const widening = ratioOf(xs, at) ?? 1;
  return ratio / widening ** Math.max(1, ...slopes);
}
