import type { Analysis } from '@wiretax/core';
import { rankedFigures } from '@wiretax/standings';
import { withUniqueIds } from '@wiretax/statistics/statements';
import { leadsOf } from './leads.js';
import { limitOf } from './limit.js';
import { runnersUpOf } from './runners-up.js';
import { standingsIn } from './told-standings.js';
import { whyOf } from './why.js';

/**
 * What whoever has ten seconds wants to know: who leads and where that changes, what is between the others, what limited the rows, and
 * why one costs more. Each finding answers one of these questions, of one figure where that makes a difference.
 */
export const answer: Analysis = {
  title: 'The answer',
  weight: 0,
  analyse: ({ rows }) => {
    const inOrder = rows.toSorted((a, b) => (a.cell.id < b.cell.id ? -1 : 1));
    const figures = rankedFigures.map((figure) => standingsIn(inOrder, figure));
    return withUniqueIds([
      ...figures.flatMap((told) => leadsOf(told) ?? []),
      ...figures.flatMap((told) => runnersUpOf(told) ?? []),
      ...limitOf(inOrder),
      ...whyOf(figures[0]),
    ]);
  },
};
