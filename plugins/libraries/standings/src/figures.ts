import { formatDuration, type Row } from '@wiretax/core';
import { cpuNsPerCall, hopsOf } from '@wiretax/core/record';
import { cpuPerCall, quantile, type Statistic, throughput } from '@wiretax/statistics';
import { figure } from '@wiretax/writing';

export type FigureKey = 'p50' | 'p99' | 'throughput' | 'cpu';

/** A figure of rows by which stacks are ranked. */
export interface RankedFigure {
  readonly key: FigureKey;
  /** `P50`. */
  readonly title: string;
  /** What the best one is: `fastest` by it. */
  readonly superlative: string;
  /** `faster`. */
  readonly comparative: string;
  /** In a row, `response.p50`; CPU time is of all peers together, which is no member of a row: `cpuNsPerCall`. */
  readonly path: string;
  readonly lowerIsBetter: boolean;
  readonly statistic: Statistic;
  /** Null where the row doesn't have it. */
  valueOf(row: Row): number | null;
  /** Whether the row tells all that the figure is of: others are compared with none of which it does. Undefined where all do. */
  isWhole?(row: Row): boolean;
  /** With the unit that fits: `2.02 s`, `94,100/s`. */
  text(value: number): string;
}

export const rankedFigures: readonly RankedFigure[] = [
  {
    key: 'p50',
    title: 'P50',
    superlative: 'fastest',
    comparative: 'faster',
    path: 'response.p50',
    lowerIsBetter: true,
    statistic: quantile(0.5),
    valueOf: ({ response }) => response.p50,
    text: formatDuration,
  },
  {
    key: 'p99',
    title: 'P99',
    superlative: 'fastest',
    comparative: 'faster',
    path: 'response.p99',
    lowerIsBetter: true,
    statistic: quantile(0.99),
    valueOf: ({ response }) => response.p99,
    text: formatDuration,
  },
  {
    key: 'throughput',
    title: 'throughput',
    superlative: 'fastest',
    comparative: 'faster',
    path: 'throughput',
    lowerIsBetter: false,
    statistic: throughput,
    valueOf: (row) => row.throughput,
    text: rate,
  },
  {
    key: 'cpu',
    title: 'CPU per call',
    superlative: 'cheapest',
    comparative: 'cheaper',
    path: 'cpuNsPerCall',
    lowerIsBetter: true,
    statistic: cpuPerCall,
    valueOf: cpuNsPerCall,
    // That of a call in its client alone, where nothing is told of the server.
    isWhole: (row) => hopsOf(row).some(({ half }) => half === 'server'),
    text: formatDuration,
  },
];

function rate(perSecond: number): string {
  return perSecond >= 1e6 ? `${figure(perSecond / 1e6)} M/s` : `${figure(perSecond)}/s`;
}
