import { formatDuration } from '@wiretax/core';
import type { SeriesRow } from './chart.js';
import { grouped } from './grouped.js';
import { clientsOf, sizeOf } from './points.js';
import { clientsName, greatest, least, sizeName } from './scales.js';

/** A percentile that a matrix shows. */
export interface Figure {
  readonly name: string;
  readonly of: (row: SeriesRow) => number;
}

/** Classes of a figure, in the order of their shades. */
export interface Shades {
  readonly legend: string;
  readonly names: readonly string[];
  readonly text: string;
  readonly caption: string;
  classOf(row: SeriesRow): number;
  timesBest(row: SeriesRow): number | null;
}

const ratioLimits = [1, 1.5, 2, 4, 8];
const ratioNames = ['best', 'to 1.5×', 'to 2×', 'to 4×', 'to 8×', 'more'];

/** By how far from the best of the same place it is. */
export function ratioShades(rows: readonly SeriesRow[], { name, of }: Figure): Shades {
  const places = grouped(rows, placeOf);
  const best = new Map([...places].map(([place, all]) => [place, least(all.map(of))]));
  const timesBest = (each: SeriesRow): number =>
    Number((of(each) / (best.get(placeOf(each)) ?? 1)).toPrecision(4));
  const wins = [
    ...grouped(
      rows.filter((each) => timesBest(each) === 1),
      ({ series }) => series,
    ),
  ];
  const said = wins.map(([series, won]) => `${series} has the lowest ${name} in ${String(won.length)}`);
  return {
    legend: `${name} over the best at the same size and number of clients`,
    names: ratioNames,
    caption: 'Shaded by how many times the best at the same size and number of clients it is.',
    text: `Of ${String(places.size)} combinations, ${said.join(', ')}.`,
    timesBest,
    classOf: (each) => classIn(ratioLimits, timesBest(each)),
  };
}

/** By how high it is. */
export function latencyShades(rows: readonly SeriesRow[], { name, of }: Figure): Shades {
  const values = rows.map(of);
  const [low, high] = [least(values), greatest(values)];
  const limits = [1, 2, 3, 4, 5].map((part) => low * (high / low) ** (part / 6));
  return {
    legend: name,
    caption: 'Shaded by how high it is.',
    names: [...limits.map((limit) => `to ${formatDuration(limit)}`), `to ${formatDuration(high)} `],
    text: `From ${formatDuration(low)} to ${formatDuration(high)}.`,
    timesBest: () => null,
    classOf: (each) => classIn(limits, of(each)),
  };
}

function classIn(limits: readonly number[], value: number): number {
  const index = limits.findIndex((limit) => value <= limit);
  return index === -1 ? limits.length : index;
}

function placeOf(each: SeriesRow): string {
  return `${sizeName(sizeOf(each))} ${clientsName(clientsOf(each))}`;
}
