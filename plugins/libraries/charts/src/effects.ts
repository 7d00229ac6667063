import { visibleLine } from '@wiretax/core';
import type { Chart, Datum, Spec } from './chart.js';
import { framed, panelWidth } from './frame.js';
import { colours, seriesColours } from './palette.js';
import { panels, wideLetters } from './panels.js';
import { greatest, least } from './scales.js';

/** How one figure of one cell has changed, as a factor. */
export interface ChangedFigure {
  readonly cell: string;
  /** `P99`. */
  readonly figure: string;
  readonly ratio: number;
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly standing: 'better' | 'worse' | 'same' | 'unknown';
  /** What it says when it is pointed at, after cell and figure. */
  readonly text: string;
}

export interface EffectsLook {
  /** Names of both sides: `A`, `B`. */
  readonly a: string;
  readonly b: string;
  /** Differences up to this share don't matter. */
  readonly margin: number;
}

const standings = ['better', 'worse', 'same', 'unknown'] as const;
const mostCells = 40;
const longestName = 60;
/** Changes up to here stand on a linear axis, in per cent. */
const linearUpTo = 1.6;

/** Changes with their intervals, a panel for each figure and a line for each cell; undefined where there are none. */
export function effectsChart(effects: readonly ChangedFigure[], look: EffectsLook): Chart | undefined {
  const cells = shownCells(effects);
  const shown = effects.filter(({ cell }) => cells.includes(cell));
  if (shown.length === 0) return undefined;
  const figures = [...new Set(shown.map(({ figure }) => figure))];
  const alone = cells.length === 1;
  const data = shown.map((each): Datum => ({
    kind: 'effect',
    cell: visibleLine(each.cell, longestName),
    figure: each.figure,
    ratio: each.ratio,
    low: each.interval?.low ?? null,
    high: each.interval?.high ?? null,
    standing: each.standing,
    text: each.text,
  }));
  const [title, lines] = [
    `Change from ${look.a} to ${look.b}`,
    alone ? figures : cells.map((cell) => visibleLine(cell, longestName)),
  ];
  const hidden = new Set(effects.map(({ cell }) => cell)).size - cells.length;
  const width = alone ? 520 : panelWidth(figures.length, 320);
  return {
    id: 'effects',
    title,
    caption: `Points are changes, bars their intervals; the band is the margin of ${String(Number((look.margin * 100).toPrecision(4)))} % within which they don't matter.${hidden > 0 ? ` ${String(hidden)} further cells are in the table.` : ''}`,
    summary: `${title}. ${data.map(({ cell, figure, text }) => `${String(cell)} ${String(figure)}: ${String(text)}.`).join(' ')}`,
    cells: [...new Set(shown.map(({ cell }) => cell))],
    spec: framed(
      title,
      panels({
        data,
        columns: alone
          ? { field: 'cell', values: [...new Set(data.map(({ cell }) => String(cell)))] }
          : { field: 'figure', values: figures },
        width,
        height: Math.max(40, 20 * lines.length),
        x: changeAxis(shown, width),
        y: {
          field: alone ? 'figure' : 'cell',
          type: 'nominal',
          title: null,
          scale: { domain: lines },
          axis: { grid: true, ticks: false, labelLimit: 260 * wideLetters },
        },
        told: ({ cell, figure, text }) => `${String(cell)}, ${String(figure)}: ${String(text)}`,
        layer: (x, y) => layers(x, y, look.margin),
      }),
    ),
    data,
  };
}

/** In their order; where there are too many, those with a difference. */
function shownCells(effects: readonly ChangedFigure[]): readonly string[] {
  const all = [...new Set(effects.map(({ cell }) => cell))];
  if (all.length <= mostCells) return all;
  const size = new Map(all.map((cell) => [cell, 0]));
  for (const { cell, ratio, standing } of effects) {
    const counts = standing === 'better' || standing === 'worse' ? 1000 : 1;
    size.set(cell, Math.max(size.get(cell) ?? 0, counts * Math.abs(Math.log(ratio))));
  }
  const largest = new Set(
    all.toSorted((a, b) => (size.get(b) ?? 0) - (size.get(a) ?? 0)).slice(0, mostCells),
  );
  return all.filter((cell) => largest.has(cell));
}

function changeAxis(shown: readonly ChangedFigure[], width: number): Spec {
  const ends = shown.flatMap(({ ratio, interval }) => [
    ratio,
    interval?.low ?? ratio,
    interval?.high ?? ratio,
  ]);
  const positive = ends.filter((end) => end > 0 && Number.isFinite(end));
  const [low, high] = [Math.min(0.95, least(positive)), Math.max(1.05, greatest(positive))];
  const isLinear = high <= linearUpTo && low >= 1 / linearUpTo;
  const most = Math.max(2, Math.floor(width / 48));
  return {
    field: 'ratio',
    type: 'quantitative',
    title: 'change',
    scale: isLinear
      ? { domain: [low - 0.01, high + 0.01], zero: false, nice: false }
      : { type: 'log', base: 2, domain: [low / 1.1, high * 1.1], nice: false },
    axis: isLinear
      ? { tickCount: most, labelExpr: "datum.value === 1 ? '0' : format(datum.value - 1, '+~p')" }
      : { values: doublings(low, high, most), labelExpr: "format(datum.value, '~r') + '×'" },
  };
}

/** Powers of two, or of four, and so on, that have room. */
function doublings(low: number, high: number, most: number): readonly number[] {
  for (let step = 1; ; step += 1) {
    const [first, last] = [Math.ceil(Math.log2(low) / step), Math.floor(Math.log2(high) / step)];
    if (last - first < most || step > 20)
      return Array.from({ length: last - first + 1 }, (_, index) => 2 ** ((first + index) * step));
  }
}

function layers(x: Spec, y: Spec, margin: number): readonly Spec[] {
  const color = {
    field: 'standing',
    type: 'nominal',
    title: null,
    scale: {
      domain: standings,
      range: [seriesColours[0], seriesColours[1], seriesColours[2], colours.unseen],
    },
  };
  const band = { data: { values: [{ from: 1 - margin, to: 1 + margin }] } };
  return [
    {
      ...band,
      mark: { type: 'rect', fill: colours.grid, opacity: 0.7, clip: true },
      encoding: { x: { ...x, field: 'from' }, x2: { field: 'to' } },
    },
    {
      data: { values: [{ at: 1 }] },
      mark: { type: 'rule', stroke: colours.line },
      encoding: { x: { ...x, field: 'at' } },
    },
    {
      transform: [{ filter: 'isValid(datum.low)' }],
      mark: { type: 'rule', strokeWidth: 2, clip: true },
      encoding: {
        x: { ...x, field: 'low' },
        x2: { field: 'high' },
        y,
        stroke: { ...color, legend: null, scale: { ...color.scale, domain: [...standings, ''] } },
      },
    },
    {
      mark: { type: 'point', filled: true, size: 46, opacity: 1, clip: true },
      encoding: {
        x,
        y,
        color,
        shape: {
          field: 'standing',
          type: 'nominal',
          title: null,
          scale: { domain: standings, range: ['circle', 'diamond', 'square', 'cross'] },
        },
      },
    },
  ];
}
