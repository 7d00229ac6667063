import type { Results } from '@wiretax/core';
import type { Chart, ChartExtras, ChartMaker } from './chart.js';
import { attribution } from './attribution.js';
import { counters } from './counters.js';
import { cpu } from './cpu.js';
import { gcOverlay } from './gc-overlay.js';
import { heatMap } from './heat-map.js';
import { latencyOverSize } from './latency-over-size.js';
import { percentileCurves } from './percentile-curves.js';
import { tailOverConcurrency } from './tail-over-concurrency.js';
import { throughputOverConcurrency } from './throughput-over-concurrency.js';
import { throughputLatency } from './throughput-latency.js';
import { viewOf } from './view.js';

export type { Chart, ChartExtras, Datum, Spec, Timeline } from './chart.js';
export { type ChangedFigure, effectsChart, type EffectsLook } from './effects.js';
export { overlaidCharts, type Side } from './overlaid.js';
export { chartClass, chartStyle } from './palette.js';
export { storedTimelines } from './stored-timelines.js';
export { type RunPoint, trendChart, type TrendLook } from './trend.js';
export { renderSvg, type SvgOptions, toVega } from './render.js';

/** The plain name under which reporters write a chart into the run's folder. */
export function chartFile({ id }: Pick<Chart, 'id'>): string {
  return `chart-${id}.svg`;
}

const makers: readonly ChartMaker[] = [
  latencyOverSize,
  heatMap,
  tailOverConcurrency,
  throughputLatency,
  percentileCurves,
  throughputOverConcurrency,
  cpu,
  attribution,
  counters,
  gcOverlay,
];

/**
 * The charts that these results support, the most telling first; none where there is nothing to draw. Pure, and
 * never throws for results that keep the contract.
 */
export function chartsOf(results: Results, extras: ChartExtras = {}): readonly Chart[] {
  const view = viewOf(results, extras);
  return makers.flatMap((make) => make(view) ?? []);
}
