import type { Datum } from './chart.js';

/** Where a finding lies on a line: y by interpolation between the line's points in the logarithm of both. */
export function heightAt(line: readonly Datum[], xField: string, yField: string, x: number): number | null {
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

export interface FindingMarks {
  readonly data: readonly Datum[];
  /** The findings' own words, the first few, to be appended to a summary. */
  readonly text: string;
}

const mostStatements = 4;

export function sentences(statements: readonly string[]): string {
  const rest = statements.length - mostStatements;
  const said = statements.slice(0, mostStatements).map((statement) => ` ${statement}`);
  return said.join('') + (rest > 0 ? ` ${String(rest)} further findings are drawn.` : '');
}
