import type { Row } from '@wiretax/core';
import { isStruck } from '@wiretax/core/record';
import type { RankedFigure } from '@wiretax/standings';
import { compact, none } from '@wiretax/writing';
import type { Figure } from './point-table.js';

/** `calls/s` says the unit, so that figures need none. */
export function titleOf({ path, title }: RankedFigure): string {
  return path === rate ? 'calls/s' : title;
}

export function figureText(value: number, figure: RankedFigure): string {
  return figure.path === rate ? compact(value) : figure.text(value);
}

/** Of a row that lacks the figure, with what else holds of it; where no launch has finished, that mark says why. */
export function missing(row: Row, { path }: RankedFigure, mark: string): Figure {
  const isFew = row.verdicts.includes('too-few-samples') && path.startsWith('response.');
  const reading = row.launches.length === 0 ? undefined : isFew ? 'missing' : 'unmeasured';
  return { text: `${none}${mark}`, tone: isStruck(row) ? 'struck' : 'plain', reading };
}

const rate = 'throughput';
