import type { Results } from '@wiretax/core';
import { attribution } from './attribution.js';
import type { Chart, ChartMaker, Look, SeriesRow, View } from './chart.js';
import { counters } from './counters.js';
import { cpu } from './cpu.js';
import { latencyOverSize } from './latency-over-size.js';
import { percentileCurves } from './percentile-curves.js';
import { tailOverConcurrency } from './tail-over-concurrency.js';
import { throughputLatency } from './throughput-latency.js';
import { viewOf } from './view.js';

/** Results that are drawn with others. */
export interface Side {
  /** Stands behind the name of each series: `A`. */
  readonly name: string;
  readonly results: Results;
}

const makers: readonly ChartMaker[] = [
  latencyOverSize,
  tailOverConcurrency,
  throughputLatency,
  percentileCurves,
  cpu,
  attribution,
  counters,
];

/**
 * Several runs in the same charts: a series of each side, in the colour of the series and with the shape and dash of the side. Findings are
 * those of no side.
 */
export function overlaidCharts(sides: readonly Side[]): readonly Chart[] {
  const view = overlaid(sides);
  return makers.flatMap((make) => make(view) ?? []);
}

function overlaid(sides: readonly Side[]): View {
  const views = sides.map(({ name, results }) => ({ name, ...viewOf({ ...results, findings: [] }) }));
  const labels = [...new Set(views.flatMap(({ series }) => series))];
  const drawn = labels.flatMap((label, colour) =>
    views.flatMap(({ name, series }, form): readonly (Look & { readonly label: string })[] =>
      series.includes(label) ? [{ label: sided(label, name), colour, form }] : [],
    ),
  );
  return {
    rows: views.flatMap(({ name, rows }) =>
      rows.map(({ row, series }): SeriesRow => ({ row, series: sided(series, name) })),
    ),
    series: drawn.map(({ label }) => label),
    looks: drawn.map(({ colour, form }) => ({ colour, form })),
    findings: [],
    timelines: [],
  };
}

function sided(label: string, side: string): string {
  return `${label}, ${side}`;
}
