import type { Results, Row } from '@wiretax/core';
import { axisValue, isStruck } from '@wiretax/core/record';
import {
  comparedAxis,
  type Contender,
  pointsThatMatter,
  rankedFigures,
  type RankedFigure,
  type Standing,
  standingsOf,
} from '@wiretax/standings';
import { factor } from '@wiretax/writing';
import { axesOf, pointLabel } from './point-labels.js';
import { figureText, missing, titleOf } from './figure-text.js';
import { type Marks, marksOf } from './marks.js';
import type { Block, Figure, PointTable, Reading, Tone } from './point-table.js';

/** Points beyond these are in the table of all rows. */
const mostPoints = 4;
/** Of more rows only those that are shown are held against each other by more than one figure. */
const mostJudged = 400;

export interface Contest {
  readonly table: PointTable;
  /** Of the points that are shown, by what most look at first. */
  readonly standings: readonly Standing[];
}

/** Who leads at the corners of the axes, and by what factor the others are behind. Undefined where nothing can be compared. */
export function contest({ rows }: Results): Contest | undefined {
  const axis = comparedAxis(rows);
  const [main] = rankedFigures;
  if (axis === undefined || main === undefined) return undefined;
  const standings = pointsOf(standingsOf(rows, main));
  if (standings.length === 0) return undefined;
  const { fields, titles } = axesOf(rows, axis);
  const names = [...new Set(rows.map(({ cell }) => axisValue(cell, axis)))].filter((name) =>
    standings.some(({ contenders }) => find(contenders, name)),
  );
  const shown = standings.map(({ contenders }) => names.map((name) => find(contenders, name)?.row));
  const present = shown.flat().filter((row) => row !== undefined);
  const marks = marksOf(shown);
  const judged = rows.length > mostJudged ? present : rows;
  const blocks = rankedFigures.map((figure): Block => {
    const own = figure === main ? standings : samePlaces(standingsOf(judged, figure), standings);
    return {
      title: titleOf(figure),
      columns: names.map((name, column) => ({
        label: `${name}${marks.ofColumn(column)}`,
        figures: own.map(({ contenders }) => figureOf(contenders, name, figure, marks)),
      })),
    };
  });
  return {
    standings,
    table: {
      heading: titles.join(' · '),
      labels: standings.map(({ cell }) => pointLabel(cell, fields)),
      blocks,
      marks: marks.legend,
      launches: Math.max(...present.map(({ launches }) => launches.length)),
    },
  };
}

/** Where there is room beside those that tell something, others too: that they don't tell it must be seen. */
function pointsOf(all: readonly Standing[]): readonly Standing[] {
  const telling = pointsThatMatter(all, mostPoints);
  const room = mostPoints - telling.length;
  const others = all.filter((standing) => !telling.includes(standing));
  const more = room === 0 ? [] : pointsThatMatter(others, room);
  return all.filter((standing) => telling.includes(standing) || more.includes(standing));
}

function samePlaces(all: readonly Standing[], standings: readonly Standing[]): readonly Standing[] {
  const hasRowOf = (a: Standing, b: Standing): boolean =>
    a.contenders.some(({ row }: { readonly row: Row }) => row === b.contenders[0]?.row);
  return standings.flatMap((standing) => all.find((other) => hasRowOf(other, standing)) ?? []);
}

function find(contenders: readonly Contender[], name: string): Contender | undefined {
  return contenders.find(({ label }) => label === name);
}

/** The best in its unit, others as factors of it; each in its unit where no interval supports a factor. */
function figureOf(
  contenders: readonly Contender[],
  name: string,
  figure: RankedFigure,
  marks: Marks,
): Figure {
  const contender = find(contenders, name);
  if (contender === undefined) return { text: '', tone: 'plain' };
  const { row, value, standing, launchesNeeded } = contender;
  const mark = marks.ofRow(row);
  // What isn't struck and can't be compared lacks a part of the figure.
  if (value === null || (standing === 'unusable' && !isStruck(row))) return missing(row, figure, mark);
  const reading = readings[standing];
  return {
    text: `${textOf(contender, value, figure)}${mark}`,
    tone: isStruck(row) ? 'struck' : (toneOf(contender, contenders) ?? (mark === '' ? 'plain' : 'care')),
    ...(reading === undefined ? {} : { reading, launchesNeeded }),
  };
}

const readings: Readonly<Partial<Record<Contender['standing'], Reading>>> = {
  worse: 'factor',
  equal: 'equal',
  unknown: 'unknown',
  'order-only': 'order',
};

function textOf({ factor: ratio, standing }: Contender, value: number, figure: RankedFigure): string {
  if (standing === 'equal') return '=';
  if (standing === 'worse') return factor(ratio);
  return standing === 'unknown' ? `${factor(ratio)}?` : figureText(value, figure);
}

/** Best and worst only where an interval says so. */
function toneOf(contender: Contender, contenders: readonly Contender[]): Tone | undefined {
  if (contender.standing === 'unknown') return 'care';
  const worse = contenders.filter(({ standing }) => standing === 'worse');
  if (contender.standing === 'best' && worse.length > 0) return 'best';
  return contender === worse.at(-1) ? 'worst' : undefined;
}
