import type { Datum, SeriesRow, Spec } from './chart.js';
import { grouped } from './grouped.js';
import { greatest } from './scales.js';

/** One part of a bar, laid end to end with the others of the same row in the order in which they come. */
export interface Segment {
  readonly of: SeriesRow;
  readonly part: string;
  readonly ns: number;
  readonly more: Datum;
}

export function laidOut(segments: readonly Segment[]): readonly Datum[] {
  return [...grouped(segments, ({ of }) => of).values()].flatMap((bar) => {
    let endNs = 0;
    return bar.map(({ of, part, ns, more }): Datum => {
      const startNs = endNs;
      endNs += ns;
      return {
        kind: 'segment',
        cell: of.row.cell.id,
        series: of.series,
        ...more,
        part,
        ns,
        startNs,
        endNs,
        middleNs: startNs + ns / 2,
      };
    });
  });
}

/** The length of the bar that a segment lies in. */
export function lengthsOf(data: readonly Datum[]): (segment: Datum) => number {
  const bars = grouped(data, barOf);
  const lengths = new Map(
    [...bars].map(([bar, parts]) => [bar, greatest(parts.map((part) => Number(part['endNs'])))]),
  );
  return (segment) => lengths.get(barOf(segment)) ?? 0;
}

function barOf({ cell, series }: Datum): string {
  return `${String(cell)} ${String(series)}`;
}

export function longestBar(data: readonly Datum[]): number {
  return greatest([1, ...data.map((datum) => Number(datum['endNs']))]);
}

export interface BarLook {
  readonly parts: readonly string[];
  readonly colours: readonly string[];
  readonly series: readonly string[];
  readonly endNs: number;
  readonly label: string;
  readonly legendColumns: number;
}

/** Encodings of such bars: one a series. */
export function barChannels(look: BarLook): { readonly x: Spec; readonly y: Spec; readonly color: Spec } {
  return {
    x: {
      field: 'startNs',
      type: 'quantitative',
      title: 'CPU time of a call',
      scale: { domain: [0, look.endNs * 1.02], nice: false },
      axis: { labelExpr: look.label, tickCount: 4 },
    },
    y: {
      field: 'series',
      type: 'nominal',
      title: null,
      scale: { domain: look.series },
      axis: { domain: false, ticks: false },
    },
    color: {
      field: 'part',
      type: 'nominal',
      title: null,
      scale: { domain: look.parts, range: look.colours },
      legend: { symbolType: 'square', symbolSize: 120, symbolStrokeWidth: 0, columns: look.legendColumns },
    },
  };
}
