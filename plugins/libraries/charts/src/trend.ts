import { visibleLine } from '@wiretax/core';
import type { Chart, Datum, Spec } from './chart.js';
import { framed } from './frame.js';
import { colours, seriesColours } from './palette.js';
import { panels } from './panels.js';
import { chosen, labels } from './scales.js';

/** A figure of one cell in one run. */
export interface RunPoint {
  readonly run: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Null where the run has none. */
  readonly value: number | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly verdict: string | null;
  /** Whether something else than in the run before it was measured, or measured on. */
  readonly isElsewhere: boolean;
  /** What it says when it is pointed at, after run and time. */
  readonly text: string;
}

export interface TrendLook {
  readonly cell: string;
  /** `P50 of response time`. */
  readonly title: string;
  readonly unit: 'ns' | 'count' | 'ratio';
}

const width = 820;
const mostLabels = 14;

/** A figure over runs, oldest first, with intervals and with what changed between them; undefined without two values. */
export function trendChart(points: readonly RunPoint[], look: TrendLook): Chart | undefined {
  const told = points.flatMap((point, index) => (point.value === null ? [] : [{ ...point, index }]));
  if (told.length < 2) return undefined;
  const cell = visibleLine(look.cell, 100);
  const data = told.map(({ index, run, startedAt, value, interval, verdict, isElsewhere, text }): Datum => ({
    kind: 'run',
    cell,
    number: index + 1,
    run: visibleLine(run, 100),
    startedAt,
    value,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    verdict,
    marked: verdict === 'valid' ? 0 : 1,
    elsewhere: isElsewhere ? 1 : 0,
    text,
  }));
  const title = `${look.title} over runs`;
  return {
    id: 'trend',
    title,
    caption:
      'Each run in its order; bars are intervals over launches. Rings: the machine, the version or the config was another than in the run before. Hollow: with a verdict.',
    summary: `${title}, of ${cell}. ${data.map(({ run, text }) => `${String(run)}: ${String(text)}.`).join(' ')}`,
    cells: [look.cell],
    spec: framed(
      title,
      panels({
        data,
        columns: { field: 'cell', values: [cell] },
        width,
        height: 260,
        x: runAxis(data, points.length),
        y: {
          field: 'value',
          type: 'quantitative',
          title: look.title,
          scale: { zero: false, nice: true, padding: 12 },
          axis: { labelExpr: labels[look.unit], tickCount: 6 },
        },
        told: ({ run, startedAt, text }) =>
          `${String(run)}, ${String(startedAt).slice(0, 16).replace('T', ' ')}: ${String(text)}`,
        layer,
      }),
    ),
    data,
  };
}

/** Runs stand one after the other; some are named by when they began. */
function runAxis(data: readonly Datum[], runs: number): Spec {
  const named = chosen(data, mostLabels);
  const names = named.map(({ number, startedAt }) => `${String(number)}: '${dayAndTime(String(startedAt))}'`);
  return {
    field: 'number',
    type: 'quantitative',
    title: 'run, by when it began (UTC)',
    scale: { domain: [0.5, runs + 0.5], nice: false, zero: false },
    axis: {
      values: named.map(({ number }) => number),
      labelExpr: `({${names.join(', ')}})[datum.value]`,
      labelAngle: -30,
      labelAlign: 'right',
      labelFlush: false,
      grid: false,
    },
  };
}

/** It comes from a file, and goes into an expression. */
function dayAndTime(startedAt: string): string {
  return startedAt
    .slice(5, 16)
    .replace('T', ' ')
    .replace(/[^\d: -]/g, '');
}

function layer(x: Spec, y: Spec): readonly Spec[] {
  const [blue] = seriesColours;
  return [
    {
      transform: [{ filter: 'isValid(datum.low)' }],
      mark: { type: 'rule', strokeWidth: 1.5, opacity: 0.75, stroke: blue },
      encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' } },
    },
    { mark: { type: 'line', strokeWidth: 1.5, stroke: blue }, encoding: { x, y } },
    {
      // The point in it tells.
      transform: [{ filter: 'datum.elsewhere' }, { calculate: 'null', as: 'told' }],
      mark: {
        type: 'point',
        shape: 'circle',
        size: 190,
        strokeWidth: 2,
        opacity: 1,
        filled: false,
        stroke: colours.mark,
      },
      encoding: { x, y },
    },
    ...[0, 1].map((marked) => ({
      transform: [{ filter: `datum.marked === ${String(marked)}` }],
      mark: {
        type: 'point',
        size: 46,
        opacity: 1,
        strokeWidth: 1.5,
        stroke: blue,
        fill: marked === 1 ? colours.background : blue,
      },
      encoding: { x, y },
    })),
  ];
}
