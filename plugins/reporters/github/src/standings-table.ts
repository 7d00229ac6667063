import { formatRatio, type Results } from '@wiretax/core';
import {
  type Contender,
  pointsThatMatter,
  rankedFigures,
  type RankedFigure,
  standingsOf,
} from '@wiretax/standings';
import { none } from '@wiretax/writing';
import { record } from '@wiretax/writing/markdown';
import { prose } from './markdown-parts.js';

export interface StandingsTable {
  /** Two lines, what the table is of and how to read it among them. */
  readonly head: readonly string[];
  readonly lines: readonly string[];
}

/** Who leads at the load points that matter by P99, or by P50 where there is too little for that; undefined where nothing can be compared. */
export function standingsTable({ rows }: Results, most: number): StandingsTable | undefined {
  for (const key of ['p99', 'p50'] as const) {
    const figure = rankedFigures.find((each) => each.key === key);
    if (figure === undefined) continue;
    const all = standingsOf(rows, figure);
    if (all.every(({ decision }) => decision === 'nothing')) continue;
    const standings = pointsThatMatter(all, most);
    const ordered = standings.every(({ decision }) => decision === 'order-only');
    return {
      head: [
        record([
          `${figure.title} of`,
          'best',
          ordered ? 'others; an order only' : 'others, as factors of it',
        ]),
        record(['---', '---', '---']),
      ],
      lines: standings.map(({ place, contenders }) => {
        const [first, ...others] = contenders.filter(({ standing }) => standing !== 'unusable');
        return record([
          prose(place, 80),
          first === undefined ? none : bestText(first, figure),
          others.length === 0 ? none : others.map((other) => otherText(other, figure)).join(', '),
        ]);
      }),
    };
  }
  return undefined;
}

function bestText({ label, value }: Contender, figure: RankedFigure): string {
  return `${prose(label, 40)} ${value === null ? none : prose(figure.text(value))}`;
}

/** A factor where an interval supports it, the value itself where only the order is known. */
function otherText({ label, value, factor: ratio, standing }: Contender, figure: RankedFigure): string {
  const name = prose(label, 40);
  if (ratio === null || standing === 'order-only')
    return `${name} ${value === null ? none : prose(figure.text(value))}`;
  if (standing === 'equal') return `${name} equal`;
  return `${name} ${formatRatio(ratio)}×${standing === 'unknown' ? ' (not known yet)' : ''}`;
}
