import type { Row } from '@wiretax/core';
import { wasRun } from '@wiretax/core/record';
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

/** Of a row that lacks the figure. */
export function missing(row: Row): Figure {
  return { text: none, tone: 'plain', ...(wasRun(row) ? { reading: 'missing' } : {}) };
}

const rate = 'throughput';
