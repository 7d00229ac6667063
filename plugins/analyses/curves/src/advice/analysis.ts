import type { Analysis, Finding } from '@wiretax/core';
import {
  type Contender,
  pointsThatMatter,
  type RankedFigure,
  rankedFigures,
  type Standing,
  standingsOf,
} from '@wiretax/standings';
import {
  caveatsOf,
  equalWords,
  findingId,
  listed,
  timesWords,
  unknownWords,
  withUniqueIds,
} from '@wiretax/statistics/statements';

/** As many as a matrix of two axes has corners. */
const most = 4;

/**
 * Which to choose where: at the corners of the matrix, who is the fastest on the median and at the tail, as far as that is more than chance. It
 * speaks of this machine and these stacks, and not at all where no interval supports it.
 */
export const advice: Analysis = {
  title: 'What to choose',
  weight: 40,
  analyse: ({ rows }) => {
    const inOrder = rows.toSorted((a, b) => (a.cell.id < b.cell.id ? -1 : 1));
    return withUniqueIds(
      rankedFigures
        .filter(({ path }) => path.startsWith('response.'))
        .flatMap((figure) =>
          pointsThatMatter(standingsOf(inOrder, figure), most).flatMap(
            (standing) => findingOf(standing, figure) ?? [],
          ),
        ),
    );
  },
};

function findingOf({ place, contenders, decision }: Standing, figure: RankedFigure): Finding | undefined {
  const [best, ...others] = contenders.filter(({ standing }) => standing !== 'unusable');
  if (best === undefined || decision === 'order-only' || decision === 'nothing') return undefined;
  // The one that decides: who may be as good, or the next.
  const rival = others.find(({ standing }) => standing === decision) ?? others[0];
  if (rival === undefined) return undefined;
  const rows = [best, ...others].map(({ row }) => row);
  const { interval } = rival;
  return {
    id: findingId('advice', place, figure.key),
    statement: `At ${place}, by ${figure.title}: ${told(best, rival, decision, figure)}.`,
    numbers: {
      rivalOverBest: rival.factor ?? 1,
      ...(best.value === null ? {} : { bestNs: best.value }),
      ...(rival.value === null ? {} : { rivalNs: rival.value }),
    },
    ...(interval === null ? {} : { interval }),
    figure: figure.path,
    cells: rows.map(({ cell }) => cell.id),
    ...caveatsOf(rows),
  };
}

function told(
  best: Contender,
  rival: Contender,
  decision: Standing['decision'],
  figure: RankedFigure,
): string {
  const value = best.value === null ? '' : ` (${figure.text(best.value)})`;
  const pair = listed([best.label, rival.label]);
  if (decision === 'equal') return `${pair} are ${equalWords()}`;
  if (decision === 'unknown')
    return `whether ${best.label} or ${rival.label} is ${figure.comparative} is ${unknownWords(rival.launchesNeeded)}`;
  return `${best.label}${value} is ${figure.comparative} than ${rival.label} by ${timesWords(rival.factor ?? 1, rival.interval)}`;
}
