import type { Finding, OnCurve } from '@wiretax/core';
import type { Datum, View } from './chart.js';

/** The lines of a chart, as findings refer to them. */
export interface Lines {
  /** What is along x. */
  readonly axis: string;
  /** The figure that a point of the chart shows, by its path in a row. */
  readonly figureOf: (point: Datum) => string;
  /** Members of the chart's data. */
  readonly x: string;
  readonly y: string;
}

export interface PlacedFindings {
  readonly data: readonly Datum[];
  /** The findings' own words, the first few, to be appended to a summary. */
  readonly text: string;
}

/** Marks (`kind` is `mark`) and fitted curves (`curve`) that findings put on these lines, in the panels of their points. */
export function placedFindings({ findings }: View, points: readonly Datum[], lines: Lines): PlacedFindings {
  const placed = findings.flatMap((finding) => {
    const data = [...marksOf(finding, points, lines), ...curvesOf(finding, points, lines)];
    return data.length === 0 ? [] : [{ data, statement: finding.statement }];
  });
  return {
    data: placed.flatMap(({ data }) => data),
    text: sentences(placed.map(({ statement }) => statement)),
  };
}

/** Ids of the cells of which a finding has a mark or a curve on such a line. */
export function cellsTold({ findings }: View, axis: string, figure: string): ReadonlySet<string> {
  const all = findings.flatMap(({ marks = [], curves = [] }) => [...marks, ...curves]);
  return new Set(all.flatMap((on) => (on.axis === axis && on.figure === figure ? on.cells : [])));
}

function marksOf({ id, marks = [] }: Finding, points: readonly Datum[], lines: Lines): readonly Datum[] {
  return marks.flatMap((mark): Datum[] => {
    const spot = spotOf(mark, points, lines);
    if (spot === undefined) return [];
    const height = heightAt(spot.line, lines.x, lines.y, mark.at);
    if (height === null) return [];
    const { low = 0, high = 0 } = mark;
    // Axes are logarithmic.
    const ends = low > 0 && high > 0 && Number.isFinite(high) ? { low, high } : { low: null, high: null };
    return [{ kind: 'mark', finding: id, ...spot.panel, [lines.x]: mark.at, ...ends, [lines.y]: height }];
  });
}

function curvesOf({ id, curves = [] }: Finding, points: readonly Datum[], lines: Lines): readonly Datum[] {
  return curves.flatMap((curve, index): readonly Datum[] => {
    const spot = spotOf(curve, points, lines);
    if (spot === undefined) return [];
    const drawn = curve.points.filter(({ x, y }) => x > 0 && y > 0);
    return drawn.map(({ x, y }) => ({
      kind: 'curve',
      finding: id,
      curve: index,
      ...spot.panel,
      [lines.x]: x,
      [lines.y]: y,
    }));
  });
}

interface Spot {
  readonly panel: Datum;
  /** Points of the first of its series. */
  readonly line: readonly Datum[];
}

/** Where the points of its cells are; without a series where they are of several. */
function spotOf(on: OnCurve, points: readonly Datum[], { axis, figureOf }: Lines): Spot | undefined {
  if (on.axis !== axis) return undefined;
  const own = points.filter(
    (point) => figureOf(point) === on.figure && on.cells.includes(String(point['cell'])),
  );
  const [first] = own;
  if (first === undefined) return undefined;
  const line = own.filter((point) => point['series'] === first['series']);
  const { panel = null, percentile, series = null } = first;
  const alone = line.length === own.length;
  return {
    panel: { panel, ...(percentile === undefined ? {} : { percentile }), series: alone ? series : null },
    line,
  };
}

/** y by interpolation between the line's points in the logarithm of both. */
function heightAt(line: readonly Datum[], xField: string, yField: string, x: number): number | null {
  const points = line
    .map((datum) => ({ x: Number(datum[xField]), y: Number(datum[yField]) }))
    .filter((point) => point.x > 0 && point.y > 0)
    .sort((a, b) => a.x - b.x);
  const after = points.findIndex((point) => point.x >= x);
  const to = points[after];
  if (to === undefined) return null;
  const from = points[after - 1];
  if (from === undefined || to.x === x) return to.x === x ? to.y : null;
  const share = Math.log(x / from.x) / Math.log(to.x / from.x);
  return from.y * (to.y / from.y) ** share;
}

const mostStatements = 4;

function sentences(statements: readonly string[]): string {
  const rest = statements.length - mostStatements;
  const said = statements.slice(0, mostStatements).map((statement) => ` ${statement}`);
  return said.join('') + (rest > 0 ? ` ${String(rest)} further findings are drawn.` : '');
}
