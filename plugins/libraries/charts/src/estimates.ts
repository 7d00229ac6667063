import type { Row } from '@wiretax/core';
import { estimate, type Interval, quantile, type Statistic, tailRatio } from '@wiretax/statistics';

export type Figure = 'p50' | 'p99' | 'tailRatio';

const statistics: Readonly<Record<Figure, Statistic>> = {
  p50: quantile(0.5),
  p99: quantile(0.99),
  tailRatio: tailRatio(0.99),
};

/** Null under three launches. */
export function intervalOf(row: Row, figure: Figure): Interval | null {
  return estimate(row.launches, statistics[figure])?.interval ?? null;
}
