import type { Row, Threshold } from '@wiretax/core';
import { isBeyondRange } from '@wiretax/core';
import {
  type Interval,
  estimate,
  mean,
  quantile,
  type Statistic,
  tailRatio,
  throughput,
} from '@wiretax/statistics';

/** A figure that a threshold is about, as far as the row has it. */
export interface Known {
  readonly value: number | null;
  /** Whether it has no value because it is longer than histograms reach, or rests on what is. */
  readonly beyondRange: boolean;
  /** Null under three launches, and for extremes and lag, which launches don't keep. */
  readonly interval: Interval | null;
}

const shares = { p50: 0.5, p90: 0.9, p99: 0.99, p999: 0.999, p9999: 0.9999 } as const;

export function knownFigure(row: Row, threshold: Pick<Threshold, 'figure' | 'series'>): Known {
  const statistic = statisticOf(threshold);
  const found = statistic === null ? null : estimate(row.launches, statistic);
  return {
    value: storedValue(row, threshold),
    beyondRange: isBeyond(row, threshold),
    interval: found?.interval ?? null,
  };
}

function isBeyond(row: Row, { figure, series }: Pick<Threshold, 'figure' | 'series'>): boolean {
  const latency = row[series ?? 'response'];
  if (figure === 'throughput') return false;
  if (figure === 'mean') return latency.mean === null && latency.overflow > 0;
  return isBeyondRange(latency, figure === 'tailRatio' ? 'p99' : figure);
}

/** What the row says: the same number that reports show. */
function storedValue(row: Row, { figure, series }: Pick<Threshold, 'figure' | 'series'>): number | null {
  if (figure === 'throughput' || figure === 'tailRatio') return row[figure];
  return row[series ?? 'response'][figure];
}

function statisticOf({ figure, series }: Pick<Threshold, 'figure' | 'series'>): Statistic | null {
  if (figure === 'throughput') return throughput;
  if (figure === 'tailRatio') return tailRatio(0.99);
  if (series === 'lag' || figure === 'min' || figure === 'max') return null;
  const of = series ?? 'response';
  return figure === 'mean' ? mean(of) : quantile(shares[figure], of);
}
