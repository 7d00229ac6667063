import type { Results, Row } from '@wiretax/core';
import { usableRows } from '@wiretax/core/record';
import { estimate, type Interval, quantile, type Statistic, throughput } from '@wiretax/statistics';

/** What the action reads of a benchmark. */
export interface Entry {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  /** Half of the interval's width, its longer half, as the action understands it: `± 12.3`. */
  readonly range?: string;
  /** Shown when pointed at. */
  readonly extra: string;
}

interface Figure {
  readonly title: string;
  readonly unit: string;
  readonly statistic: Statistic;
  readonly of: (row: Row) => number | null;
  /** What the figure is multiplied by to be in the unit. */
  readonly scale: number;
}

const latencies: readonly Figure[] = [
  { title: 'P50', unit: 'µs', statistic: quantile(0.5), of: ({ response }) => response.p50, scale: 1e-3 },
  { title: 'P99', unit: 'µs', statistic: quantile(0.99), of: ({ response }) => response.p99, scale: 1e-3 },
];
const rates: readonly Figure[] = [
  { title: 'throughput', unit: 'calls/s', statistic: throughput, of: (row) => row.throughput, scale: 1 },
];

/** P50 and P99 of response time, for `customSmallerIsBetter`. */
export function smallerIsBetter(results: Results): readonly Entry[] {
  return entries(results, latencies);
}

/** Throughput, for `customBiggerIsBetter`. */
export function biggerIsBetter(results: Results): readonly Entry[] {
  return entries(results, rates);
}

/** Of rows from which something may be concluded: others would raise alarms that mean nothing. */
function entries({ rows }: Results, figures: readonly Figure[]): readonly Entry[] {
  return usableRows(rows).flatMap((row) =>
    figures.flatMap((figure): readonly Entry[] => {
      const value = figure.of(row);
      if (value === null || !Number.isFinite(value)) return [];
      const interval = estimate(row.launches, figure.statistic)?.interval ?? null;
      return [
        {
          name: `${row.cell.id} ${figure.title}`,
          unit: figure.unit,
          value: value * figure.scale,
          ...rangeOf(value, interval, figure.scale),
          extra: extraOf(row, interval, figure),
        },
      ];
    }),
  );
}

/** None where launches show no spread that could be told. */
function rangeOf(value: number, interval: Interval | null, scale: number): { readonly range?: string } {
  if (interval === null) return {};
  const half = Math.max(interval.high - value, value - interval.low) * scale;
  // The action reads at least two characters as a number, and no exponent.
  return half > 0 && half < 1e15 ? { range: `± ${half.toFixed(half < 100 ? 3 : 1)}` } : {};
}

function extraOf({ verdict, launches }: Row, interval: Interval | null, { unit, scale }: Figure): string {
  const count = `${String(launches.length)} ${launches.length === 1 ? 'launch' : 'launches'}`;
  const text = (value: number): string => (value * scale).toPrecision(4);
  const range =
    interval === null
      ? 'no interval'
      : `${String(interval.level * 100)} % interval ${text(interval.low)} to ${text(interval.high)} ${unit}`;
  return [verdict, count, range].join('; ');
}
