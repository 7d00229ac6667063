import { type Finding, formatRatio, type Row } from '@wiretax/core';
import type { Contender, RankedFigure, Standing } from '@wiretax/standings';
import { type Claim, claimOf, compareLaunches, familyWiseErrorRates } from '@wiretax/statistics';
import { equalWords, findingId, listed, timesWords, unknownWords } from '@wiretax/statistics/statements';
import { regionWords } from './regions.js';
import { fitting, grouped, ranked, restingOn, type ToldStandings } from './told-standings.js';

/** Neighbours in the order of a place, behind the best. */
interface Neighbours {
  readonly standing: Standing;
  readonly ahead: Contender;
  readonly behind: Contender;
  readonly claim: Claim;
}

/** What is between the second and the third, and so on to the last; undefined where nowhere more than two are compared. */
export function runnersUpOf({ figure, standings, places: all }: ToldStandings): Finding | undefined {
  const neighbours = neighboursOf(standings, figure);
  if (neighbours.length === 0) return undefined;
  const places = [...new Set(neighbours.map(({ standing }) => standing))];
  const known = ({ claim: { told } }: Neighbours): number => Number(told === 'unknown');
  const clauses = grouped(neighbours, keyOf)
    .toSorted(([a], [b]) => (a && b ? known(a) - known(b) : 0))
    .map((some) => ({
      words: clause(some, all, figure),
      places: some.length,
      isOpen: some[0]?.claim.told === 'unknown',
    }));
  const [one] = neighbours;
  return {
    id: findingId('answer', 'runners-up', figure.key),
    statement: `${fitting(`Behind the best by ${figure.title}:`, clauses, neighbours.length, 'comparisons')}.`,
    numbers: Object.fromEntries(
      neighbours.flatMap(({ behind, claim: { ratio, interval } }): readonly (readonly [string, number])[] => {
        const key = `${behind.row.cell.id}.overNext`;
        if (interval === null) return [[key, ratio]];
        return [
          [key, ratio],
          [`${key}Low`, interval.low],
          [`${key}High`, interval.high],
        ];
      }),
    ),
    ...(neighbours.length === 1 && one?.claim.interval ? { interval: one.claim.interval } : {}),
    ...restingOn(places),
    answers: 'runners-up',
    figure: figure.path,
  };
}

/** Judged together, all that are told. */
function neighboursOf(standings: readonly Standing[], figure: RankedFigure): readonly Neighbours[] {
  const found = standings.flatMap((standing) => {
    const [, ...others] = ranked(standing);
    return others.slice(1).flatMap((behind, index) => {
      const ahead = others[index];
      const effect = ahead && effectOf(ahead.row, behind.row, figure);
      return ahead === undefined || !effect ? [] : [{ standing, ahead, behind, effect }];
    });
  });
  const pValues = familyWiseErrorRates(found.map(({ effect }) => effect.pValue));
  return found.map(({ effect, ...rest }, index) => ({
    ...rest,
    claim: claimOf(effect, {
      lowerIsBetter: figure.lowerIsBetter,
      pValue: pValues[index] ?? null,
      claims: found.length,
    }),
  }));
}

function effectOf(ahead: Row, behind: Row, { statistic }: RankedFigure) {
  const effect = compareLaunches(ahead.launches, behind.launches, statistic);
  const isMixed = ahead.mixed !== undefined || behind.mixed !== undefined;
  return effect && isMixed ? { ...effect, interval: null, pValue: null } : effect;
}

function keyOf({ ahead, behind, claim: { told } }: Neighbours): string {
  const labels = [ahead.label, behind.label];
  const isOrdered = told === 'differ' || told === 'order-only';
  return JSON.stringify([told, isOrdered ? labels : labels.toSorted((a, b) => (a < b ? -1 : 1))]);
}

function clause(some: readonly Neighbours[], places: readonly Standing[], figure: RankedFigure): string {
  const [first] = some;
  if (first === undefined) return '';
  const { ahead, behind, claim } = first;
  const where = regionWords(
    some.map(({ standing }) => standing),
    places,
  );
  const region = where === '' ? '' : ` ${where}`;
  switch (claim.told) {
    case 'differ':
      return `${ahead.label} is ${figure.comparative} than ${behind.label}${region} by ${rangeOf(some)}`;
    case 'equal':
      return `${listed([ahead.label, behind.label])} are ${equalWords()}${region}`;
    case 'unknown':
      return `whether ${ahead.label} or ${behind.label} is ${figure.comparative}${region} is ${unknownWords(Math.max(...some.flatMap((one) => one.claim.launches ?? [])))}`;
    case 'order-only':
      return `${ahead.label} came before ${behind.label}${region}`;
  }
}

function rangeOf(some: readonly Neighbours[]): string {
  const [first] = some;
  if (first !== undefined && some.length === 1) return timesWords(first.claim.ratio, first.claim.interval);
  const ratios = some.map(({ claim }) => claim.ratio);
  const [low, high] = [formatRatio(Math.min(...ratios)), formatRatio(Math.max(...ratios))];
  return low === high ? `${low} times` : `${low} to ${high} times`;
}
