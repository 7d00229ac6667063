import type { AxisField, Row } from '@wiretax/core';
import { axisPhrase, axisValue, isStruck, placeOf, varyingAxes } from '@wiretax/core/record';
import {
  comparedAxis,
  type RankedFigure,
  rankedFigures,
  type Standing,
  standingsOf,
} from '@wiretax/standings';
import { sizeText } from './size-text.js';

/** Who leads where, by each figure, and how places lie beside each other. */
export interface Ranking {
  /** Values of the compared axis in the order of the plan: what colours are given by. */
  readonly labels: readonly string[];
  /** In the order of lines, then of columns. */
  readonly places: readonly Place[];
  readonly figures: readonly RankedPlaces[];
}

/** Where contenders are compared: all that they share. */
export interface Place {
  /** For the address: `64B.10`. */
  readonly name: string;
  /** `64 B, 10 clients` */
  readonly title: string;
  /** What a matrix calls its line and its column; empty where all are alike. */
  readonly line: string;
  readonly column: string;
  /** On the axes that are along neither; empty where there are none. */
  readonly layer: string;
  readonly rows: readonly Row[];
}

export interface RankedPlaces {
  readonly figure: RankedFigure;
  /** The figure that is ranked: another where no place has this one. */
  readonly shown: RankedFigure;
  readonly standings: ReadonlyMap<Place, Standing>;
}

export function rankingOf(rows: readonly Row[]): Ranking {
  const compared = comparedAxis(rows);
  const except = compared === undefined ? [] : [compared];
  const lie = arranged(varyingAxes(rows.map(({ cell }) => cell)).filter((field) => field !== compared));
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = placeOf(row.cell, except);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(row);
  }
  const places = new Map(
    [...groups].flatMap(([key, [first, ...others]]) =>
      first === undefined ? [] : [[key, placeAt([first, ...others], lie)] as const],
    ),
  );
  const ranked = rankedFigures.map((figure): RankedPlaces => {
    const all = compared === undefined ? rows.map((row) => alone(row, figure)) : standingsOf(rows, figure);
    const found = all.flatMap((standing) => {
      const place = places.get(placeOf(standing.cell, except));
      return place === undefined ? [] : [[place, standing] as const];
    });
    return { figure, shown: figure, standings: new Map(found) };
  });
  const [first] = ranked;
  return {
    labels: labelsOf(rows, first),
    places: inOrder([...places.values()]),
    figures: ranked.map((each) =>
      first === undefined || !isEmpty(each) ? each : { ...first, figure: each.figure },
    ),
  };
}

/** Where nothing is compared every row stands for itself. */
function alone(row: Row, figure: RankedFigure): Standing {
  const { cell } = row;
  const contender = {
    row,
    label: axisValue(cell, 'transport'),
    value: figure.valueOf(row),
    factor: 1,
    interval: null,
  } as const;
  const standing = isStruck(row) || contender.value === null ? 'unusable' : 'best';
  return { cell, place: '', contenders: [{ ...contender, standing }], decision: 'nothing' };
}

interface Lie {
  readonly down: AxisField | undefined;
  readonly across: AxisField | undefined;
  readonly further: readonly AxisField[];
}

/** Clients down and sizes across; where these don't vary, what else does. */
function arranged(free: readonly AxisField[]): Lie {
  const others = free.filter((field) => field !== 'concurrency' && field !== 'size');
  const down = free.includes('concurrency') ? 'concurrency' : others.shift();
  const across = free.includes('size') ? 'size' : others.shift();
  return { down, across, further: others };
}

function placeAt(rows: readonly [Row, ...Row[]], { down, across, further }: Lie): Place {
  const [{ cell }] = rows;
  const phrase = (field: AxisField): string =>
    field === 'size' ? sizeText(axisValue(cell, field)) : axisPhrase(cell, field);
  const all = [across, down, ...further].flatMap((field) => field ?? []);
  return {
    name: all.map((field) => axisValue(cell, field)).join('.') || 'all',
    title: all.map(phrase).join(', '),
    line: down === undefined ? '' : phrase(down),
    column: across === undefined ? '' : phrase(across),
    layer: further.map(phrase).join(', '),
    rows,
  };
}

/** Smaller messages and fewer clients first; else as they are planned. */
function inOrder(places: readonly Place[]): readonly Place[] {
  const clients = ({ rows: [row] }: Place): number => row?.cell.concurrency ?? 0;
  return places.toSorted((a, b) => clients(a) - clients(b) || bytesOf(a) - bytesOf(b));
}

/** Smaller messages first; else as they are: what is along columns. */
export function bySize(places: readonly Place[]): readonly Place[] {
  return places.toSorted((a, b) => bytesOf(a) - bytesOf(b));
}

function bytesOf({ rows: [row] }: Place): number {
  return row?.cell.size.requestBytes ?? 0;
}

function labelsOf(rows: readonly Row[], ranked: RankedPlaces | undefined): readonly string[] {
  const contenders = [...(ranked?.standings.values() ?? [])].flatMap((standing) => standing.contenders);
  const labels = new Map(contenders.map(({ row, label }) => [row.cell.id, label]));
  return [...new Set(rows.flatMap(({ cell }) => labels.get(cell.id) ?? []))];
}

function isEmpty({ standings }: RankedPlaces): boolean {
  return [...standings.values()].every(({ contenders }) => contenders.every(({ value }) => value === null));
}
