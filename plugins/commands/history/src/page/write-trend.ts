import { join } from 'node:path';
import type { Host } from '@wiretax/core';
import type { Figure, TrendPoint } from '../cell-trend.js';
import { figureName, figureText, percent } from '../history-text.js';
import type { BrokenRun } from '../stored-runs.js';
import { trendPage } from './trend-page.js';

export interface TrendOrder {
  readonly cell: string;
  readonly figure: Figure;
  readonly broken: readonly BrokenRun[];
  /** Folder that results are in. */
  readonly out: string;
}

/** Writes a cell's history as one page, beside the runs. Resolves with its path. */
export async function writeTrend(
  { files }: Host,
  points: readonly TrendPoint[],
  { out, ...order }: TrendOrder,
): Promise<string> {
  // Charts bring Vega: nothing that a history without a page should load.
  const { chartStyle, renderSvg, trendChart } = await import('@wiretax/charts');
  const { cell, figure } = order;
  const chart = trendChart(
    points.map((point) => ({
      ...point,
      isElsewhere: point.notes.length > 0,
      text: pointText(point, figure),
    })),
    { cell, title: figureName(figure), unit: units[figure] },
  );
  const drawn = chart && { ...chart, svg: await renderSvg(chart, { heading: false }) };
  const file = `${['history', cell, figure]
    .join('.')
    .replaceAll(/[^\w.-]/g, '-')
    .slice(0, 200)}.html`;
  await files.within(out).write(file, trendPage(points, { ...order, chart: drawn, chartStyle }));
  return join(out, file);
}

const units = {
  mean: 'ns',
  p50: 'ns',
  p90: 'ns',
  p99: 'ns',
  p999: 'ns',
  throughput: 'count',
  'tail-ratio': 'ratio',
} as const satisfies Readonly<Record<Figure, string>>;

function pointText({ value, interval, againstBefore, verdict, notes }: TrendPoint, figure: Figure): string {
  const text = (each: number | null): string => figureText(each, figure);
  return [
    `${text(value)}${interval === null ? '' : ` (${text(interval.low)} to ${text(interval.high)})`}`,
    ...(againstBefore === null ? [] : [`${percent(againstBefore.change)} against the run before`]),
    ...(verdict === null || verdict === 'valid' ? [] : [verdict]),
    ...notes.slice(0, 2),
  ].join('; ');
}
