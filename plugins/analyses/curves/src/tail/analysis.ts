import type { Analysis, Finding } from '@wiretax/core';
import { usableRows } from '@wiretax/core/record';
import {
  claimedUpTo,
  compareLaunches,
  estimate,
  type Estimate,
  type Series,
  seriesOver,
  tailRatio,
  falseDiscoveryRates,
} from '@wiretax/statistics';
import { caveatsOf, findingId, withUniqueIds } from '@wiretax/statistics/statements';
import { type Amplified, statementOf } from './statement.js';

const p99 = tailRatio(0.99);
const p999 = tailRatio(0.999);

/** A finding for each series over concurrency; where there is one level only, over size. */
export const tail: Analysis = {
  title: 'Tail amplification',
  weight: 80,
  analyse: ({ rows }) => {
    const usable = usableRows(rows);
    const levels = new Set(usable.map(({ cell }) => cell.concurrency));
    const axis = levels.size > 1 ? 'concurrency' : 'size';
    const ranges = seriesOver(usable, axis)
      .sort(inOrder)
      .flatMap((series) => rangeOf(series) ?? []);
    const pValues = falseDiscoveryRates(ranges.map(({ pValue }) => pValue));
    return withUniqueIds(
      ranges.map((range, index) => findingOf(range, axis, (pValues[index] ?? 1) <= claimedUpTo)),
    );
  },
};

/** Of size or concurrency, then of the key: the same whatever the order of the rows. */
function inOrder(a: Series, b: Series): number {
  const [one, other] = [a.points[0]?.row.cell, b.points[0]?.row.cell];
  if (one === undefined || other === undefined) return 0;
  const bySize = one.size.requestBytes - other.size.requestBytes;
  return bySize || one.concurrency - other.concurrency || (a.key < b.key ? -1 : 1);
}

/** A series with where its tail is nearest to the median, and where it is farthest. */
interface Amplification {
  readonly series: Series;
  readonly points: readonly Amplified[];
  readonly least: Amplified;
  readonly worst: Amplified;
  /** That the two differ by chance, corrected (Bonferroni) for their being picked out of all pairs; null without an interval. */
  readonly pValue: number | null;
}

function rangeOf(series: Series): Amplification | undefined {
  const points = series.points.flatMap(({ x, row }): Amplified[] => {
    const ratio = estimate(row.launches, p99);
    return ratio === null ? [] : [{ x, row, p99: ratio, p999: estimate(row.launches, p999) }];
  });
  const sorted = points.toSorted((a, b) => a.p99.value - b.p99.value);
  const [least, worst] = [sorted[0], sorted.at(-1)];
  if (least === undefined || worst === undefined) return undefined;
  const pairs = Math.max(1, (points.length * (points.length - 1)) / 2);
  const own = least === worst ? null : compareLaunches(least.row.launches, worst.row.launches, p99)?.pValue;
  return { series, points, least, worst, pValue: own === null || own === undefined ? null : own * pairs };
}

function findingOf(
  { series, points, least, worst }: Amplification,
  axis: 'size' | 'concurrency',
  differ: boolean,
): Finding {
  const { interval } = worst.p99;
  return {
    id: findingId('tail', series.label, series.fixed),
    statement: statementOf({ series, axis, points, least, worst, differ }),
    numbers: {
      ...worstNumbers(worst, axis),
      ...Object.fromEntries(points.flatMap((point) => Object.entries(figures(point, axis)))),
    },
    ...(interval === null ? {} : { interval }),
    cells: points.map(({ row }) => row.cell.id),
    ...caveatsOf(points.map(({ row }) => row)),
  };
}

function worstNumbers(
  { x, p99: { value } }: Amplified,
  axis: 'size' | 'concurrency',
): Record<string, number> {
  return { [axis === 'size' ? 'worstBytes' : 'worstClients']: x, worstP99OverP50: value };
}

function figures({ x, ...ratios }: Amplified, axis: 'size' | 'concurrency'): Record<string, number> {
  const at = axis === 'size' ? `b${String(x)}` : `c${String(x)}`;
  return { ...named(`${at}.p99OverP50`, ratios.p99), ...named(`${at}.p999OverP50`, ratios.p999) };
}

function named(name: string, found: Estimate | null): Record<string, number> {
  if (found === null) return {};
  const { value, interval } = found;
  if (interval === null) return { [name]: value };
  return { [name]: value, [`${name}Low`]: interval.low, [`${name}High`]: interval.high };
}
