import type { Look, Spec, View } from './chart.js';
import { colours, seriesColours, seriesDashes, seriesShapes } from './palette.js';

export const fontFamily = 'system-ui, -apple-system, "Segoe UI", "Liberation Sans", Arial, sans-serif';

/** What all charts have in common; `body` is the view: its panels. */
export function framed(title: string, body: Spec): Spec {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    title: { text: title, anchor: 'start', fontSize: 15, fontWeight: 600, offset: 14 },
    background: colours.background,
    padding: 14,
    ...body,
    config,
  };
}

const config: Spec = {
  aria: false,
  font: fontFamily,
  view: { stroke: colours.line, strokeWidth: 0.5 },
  title: { color: colours.text, fontSize: 15 },
  axis: {
    labelColor: colours.label,
    titleColor: colours.text,
    titleFontWeight: 500,
    titleFontSize: 12,
    titlePadding: 8,
    labelFontSize: 11,
    labelLimit: 220,
    gridColor: colours.grid,
    domainColor: colours.line,
    tickColor: colours.line,
  },
  axisX: { labelFlush: 14 },
  legend: {
    orient: 'top',
    direction: 'horizontal',
    labelColor: colours.text,
    titleColor: colours.text,
    titleFontWeight: 500,
    labelFontSize: 12,
    titleFontSize: 12,
    titleLimit: 600,
    labelLimit: 240,
    symbolStrokeWidth: 1.5,
    symbolOpacity: 1,
    symbolSize: 70,
    columns: 4,
    columnPadding: 18,
    offset: 8,
  },
  concat: { spacing: 12 },
  text: { color: colours.text, fontSize: 10 },
  rule: { color: colours.mark },
};

/** The most series that one chart shows; more have no colour and shape of their own. */
export const mostSeries = seriesColours.length;

/** Width of each of so many panels side by side. */
export function panelWidth(panels: number, most = panels === 1 ? 560 : 380): number {
  return Math.max(110, Math.min(most, Math.floor(850 / Math.max(1, panels)) - 12));
}

/** For marks, which are what the legend shows. */
export function seriesColour(view: View): Spec {
  return channel(view, ({ colour }) => seriesColours[colour]);
}

function channel(view: View, of: (look: Look) => unknown): Spec {
  const domain = view.series.slice(0, mostSeries);
  return {
    field: 'series',
    type: 'nominal',
    title: null,
    scale: { domain, range: view.looks.slice(0, mostSeries).map(of) },
    ...(domain.length > 1 ? {} : { legend: null }),
  };
}

const dashOf = ({ form }: Look): unknown => seriesDashes[form];
const shapeOf = ({ form }: Look): unknown => seriesShapes[form];

/** For lines (`stroke`) and text (`fill`). */
export function seriesPaint(view: View): Spec {
  return unlisted(seriesColour(view));
}

/**
 * Vega-Lite merges the legends of all scales of the same domain, and one without a legend takes it from all. With one value more the
 * domain is another.
 */
function unlisted(of: Spec): Spec {
  const { domain } = of['scale'] as { readonly domain: readonly string[] };
  return { ...of, scale: { ...(of['scale'] as object), domain: [...domain, ''] }, legend: null };
}

/** A line through the points of each series, and their marks: hollow where the row has a verdict that must be quoted with it. */
export function seriesLine(view: View, encoding: Spec): readonly Spec[] {
  return [
    {
      transform: [{ filter: "datum.kind === 'point'" }],
      mark: { type: 'line', strokeWidth: 1.8, clip: true },
      encoding: {
        ...encoding,
        stroke: seriesPaint(view),
        strokeDash: unlisted(channel(view, dashOf)),
      },
    },
    ...[false, true].map((hollow) => ({
      transform: [{ filter: `datum.kind === 'point' && ${hollow ? '' : '!'}datum.marked` }],
      mark: {
        type: 'point',
        size: 36,
        opacity: 1,
        strokeWidth: 1.5,
        ...(hollow ? { fill: colours.background } : { filled: true }),
      },
      encoding: { ...encoding, color: seriesColour(view), shape: channel(view, shapeOf) },
    })),
  ];
}

/** Bars from `lowNs` to `highNs`, or fields of other names, where there is an interval. */
export function intervalBars(view: View, x: Spec, y: Spec, [low, high]: readonly [string, string]): Spec {
  return {
    transform: [{ filter: `datum.kind === 'point' && isValid(datum.${low})` }],
    mark: { type: 'rule', strokeWidth: 1.5, opacity: 0.75, clip: true },
    encoding: { x, y: { ...y, field: low }, y2: { field: high }, stroke: seriesPaint(view) },
  };
}

/** What findings put on lines: fitted curves, and rings with a bar over their interval; in the colour of the series, if it is of one. */
export function findingMarks(view: View, x: Spec, y: Spec): readonly Spec[] {
  const stroke = { condition: { test: 'isValid(datum.series)', ...seriesPaint(view) }, value: colours.mark };
  return [
    {
      transform: [{ filter: "datum.kind === 'curve'" }],
      mark: { type: 'line', strokeWidth: 1.8, clip: true },
      encoding: { x, y, stroke, detail: ['finding', 'curve'].map((field) => ({ field, type: 'nominal' })) },
    },
    {
      transform: [{ filter: "datum.kind === 'mark' && isValid(datum.low)" }],
      mark: { type: 'rule', strokeWidth: 6, opacity: 0.35, strokeCap: 'round', clip: true },
      encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' }, y, stroke },
    },
    {
      transform: [{ filter: "datum.kind === 'mark'" }],
      mark: { type: 'point', shape: 'circle', size: 170, strokeWidth: 2, opacity: 1, filled: false },
      encoding: { x, y, stroke },
    },
  ];
}

/** Smooth curves of many data, with a mark where each ends. */
export function seriesCurve(view: View, encoding: Spec): readonly Spec[] {
  return [
    {
      mark: { type: 'line', strokeWidth: 1.8, clip: true },
      encoding: {
        ...encoding,
        stroke: seriesPaint(view),
        strokeDash: unlisted(channel(view, dashOf)),
      },
    },
    {
      transform: [{ filter: 'datum.end' }],
      mark: { type: 'point', filled: true, size: 40, opacity: 1 },
      encoding: { ...encoding, color: seriesColour(view), shape: channel(view, shapeOf) },
    },
  ];
}
