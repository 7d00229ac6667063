import type { Results, Row } from '@wiretax/core';
import { isStruck } from '@wiretax/core/record';
import { rankedFigures } from '@wiretax/standings';
import { figureText, missing, titleOf } from './figure-text.js';
import { marksOf } from './marks.js';
import { axesOf, pointLabel } from './point-labels.js';
import type { Column, PointTable } from './point-table.js';

const mostRows = 5;

/** What rows say where none can be compared with another: each figure in its unit. Undefined without rows. */
export function loneRows({ rows }: Results): PointTable | undefined {
  if (rows.length === 0) return undefined;
  const shown = spread(rows);
  const { fields, titles } = axesOf(rows);
  const marks = marksOf(shown.map((row) => [row]));
  const columns = rankedFigures.map((figure): Column => ({
    label: titleOf(figure),
    figures: shown.map((row) => {
      const value = figure.valueOf(row);
      const mark = marks.ofRow(row);
      if (value === null) return missing(row, figure, mark);
      const tone = isStruck(row) ? 'struck' : mark === '' ? 'plain' : 'care';
      return { text: `${figureText(value, figure)}${mark}`, tone };
    }),
  }));
  return {
    heading: titles.join(' · '),
    labels: shown.map(({ cell }) => (fields.length === 0 ? cell.id : pointLabel(cell, fields))),
    blocks: [{ title: '', columns }],
    marks: marks.legend,
    launches: Math.max(...shown.map(({ launches }) => launches.length)),
  };
}

/** The first, the last, and others as far apart as may be, in the order of the plan. */
function spread(rows: readonly Row[]): readonly Row[] {
  const most = Math.min(mostRows, rows.length);
  const places = Array.from({ length: most }, (_, index) =>
    most === 1 ? 0 : Math.round((index * (rows.length - 1)) / (most - 1)),
  );
  return places.flatMap((place) => rows[place] ?? []);
}
