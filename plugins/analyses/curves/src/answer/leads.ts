import { type Finding, formatRatio } from '@wiretax/core';
import type { Contender, RankedFigure, Standing } from '@wiretax/standings';
import { equalWords, findingId, listed, timesWords, unknownWords } from '@wiretax/statistics/statements';
import { none } from '@wiretax/writing';
import { regionWords } from './regions.js';
import { fitting, grouped, ranked, restingOn, type ToldStandings } from './told-standings.js';

/** Who leads by a figure, by how much, and where that changes. */
export function leadsOf({ figure, standings, places }: ToldStandings): Finding | undefined {
  const [first] = standings;
  if (first === undefined) return undefined;
  const [, second] = ranked(first);
  const alone = places.length === 1 ? second?.interval : undefined;
  return {
    id: findingId('answer', 'leads', figure.key),
    statement: `${statementOf(standings, places, figure)}.`,
    numbers: Object.fromEntries(standings.flatMap(numbersOf)),
    ...(alone === undefined || alone === null ? {} : { interval: alone }),
    ...restingOn(standings),
    answers: 'leads',
    figure: figure.path,
  };
}

/** Each contender's factor over the best of its place, with its interval; the second of the first place comes first. */
function numbersOf(standing: Standing): readonly (readonly [string, number])[] {
  return ranked(standing)
    .slice(1)
    .flatMap(({ row, factor, interval }) => {
      const key = `${row.cell.id}.overBest`;
      if (factor === null) return [];
      if (interval === null) return [[key, factor] as const];
      return [
        [key, factor] as const,
        [`${key}Low`, interval.low] as const,
        [`${key}High`, interval.high] as const,
      ];
    });
}

function statementOf(
  standings: readonly Standing[],
  places: readonly Standing[],
  figure: RankedFigure,
): string {
  const by = `By ${figure.title}`;
  if (standings.every(({ decision }) => decision === 'order-only'))
    return `${by} ${orderWords(standings, places, figure)}`;
  // What is known first.
  const groups = grouped(standings, keyOf).toSorted((a, b) => rankOf(a) - rankOf(b));
  const [group] = groups;
  if (groups.length === 1 && group !== undefined && group[0]?.decision === 'leader')
    return `${by} ${overAll(group, places, figure)}`;
  const clauses = groups.map((some) => ({
    words: clause(some, places, figure),
    places: some.length,
    isOpen: some[0]?.decision === 'unknown',
  }));
  return fitting(by, clauses, places.length);
}

function keyOf(standing: Standing): string {
  const { decision } = standing;
  return JSON.stringify([decision, decision === 'leader' || decision === 'equal' ? atTheTop(standing) : []]);
}

const knownBest: readonly Standing['decision'][] = ['leader', 'equal', 'unknown', 'order-only', 'nothing'];

function rankOf([first]: readonly Standing[]): number {
  return first === undefined ? knownBest.length : knownBest.indexOf(first.decision);
}

/** Who leads, or shares the lead, or may do so. */
function atTheTop(standing: Standing): readonly string[] {
  const wanted = standing.decision === 'leader' ? [] : ['equal', 'unknown', 'order-only'];
  const labels = ranked(standing)
    .filter(({ standing: own }) => own === 'best' || wanted.includes(own))
    .map(({ label }) => label);
  return labels.toSorted((a, b) => (a < b ? -1 : 1));
}

/** `tcp is fastest everywhere: 1.40 to 3.10 times rest, 6.30 times grpc (at 1 of 2)`. */
function overAll(
  standings: readonly Standing[],
  places: readonly Standing[],
  { superlative }: RankedFigure,
): string {
  const [first] = standings.map(ranked);
  const [best] = first ?? [];
  if (best === undefined) return '';
  const contenders = standings.flatMap(ranked);
  const rivals = [...new Set(contenders.map(({ label }) => label))].filter((label) => label !== best.label);
  const factors = rivals.map((label) => {
    const own = contenders.filter((one) => one.label === label);
    const where = own.length === standings.length ? '' : ` (at ${countOf(own, standings)})`;
    return `${factorWords(own)} ${label}${where}`;
  });
  return `${best.label} is ${superlative}${comparedWords(standings, places)}: ${factors.join(', ')}`;
}

/** ` everywhere`, and where nothing can be compared at some places, at how many something can; empty for the only place. */
function comparedWords(standings: readonly Standing[], places: readonly Standing[]): string {
  if (standings.length < places.length)
    return ` where it can be compared, at ${countOf(standings, places)} places`;
  return places.length === 1 ? '' : ' everywhere';
}

function countOf(some: readonly unknown[], all: readonly unknown[]): string {
  return `${String(some.length)} of ${String(all.length)}`;
}

/** `1.62 times (95 %: 1.55 to 1.70)`, of several `1.40 to 3.10 times`. */
function factorWords(contenders: readonly Contender[]): string {
  const [one, ...others] = contenders;
  const factors = contenders.flatMap(({ factor }) => factor ?? []);
  if (one !== undefined && others.length === 0) return timesWords(one.factor ?? 1, one.interval);
  const [low, high] = [formatRatio(Math.min(...factors)), formatRatio(Math.max(...factors))];
  return low === high ? `${low} times` : `${low} to ${high} times`;
}

function clause(some: readonly Standing[], all: readonly Standing[], figure: RankedFigure): string {
  const [first] = some;
  if (first === undefined) return '';
  const where = regionWords(some, all);
  const region = where === '' ? '' : ` ${where}`;
  const labels = atTheTop(first);
  switch (first.decision) {
    case 'leader':
      return `${labels.join()} is ${figure.superlative}${region} by ${factorWords(some.flatMap((one) => ranked(one)[1] ?? []))}`;
    case 'equal':
      return `${listed(labels)} are ${equalWords()}${region}`;
    case 'unknown':
      return `${whoMayLead(some)} is ${figure.superlative}${region} is ${unknownWords(neededFor(some))}`;
    case 'order-only':
    case 'nothing':
      return `${orderWords(some, some, figure)}${region}`;
  }
}

/** Two are named, of more only that it is somebody. */
function whoMayLead(standings: readonly Standing[]): string {
  const labels = [...new Set(standings.flatMap(atTheTop))].sort();
  return labels.length > 2 ? 'who' : `whether ${labels.join(' or ')}`;
}

/** Launches that would tell at all of these places. */
function neededFor(standings: readonly Standing[]): number {
  return Math.max(
    ...standings.flatMap(({ contenders }) => contenders.flatMap((one) => one.launchesNeeded ?? [])),
  );
}

/** `tcp, rest, grpc in this order everywhere`, or who came first where. */
function orderWords(
  standings: readonly Standing[],
  places: readonly Standing[],
  figure: RankedFigure,
): string {
  const orders = grouped(standings, (standing) => JSON.stringify(ranked(standing).map(({ label }) => label)));
  const [order] = orders;
  if (orders.length === 1 && order?.[0] !== undefined) {
    const labels = listed(ranked(order[0]).map(({ label }) => label));
    if (standings.length < places.length) return `the order is ${labels}${comparedWords(standings, places)}`;
    if (standings.length > 1) return `the order is ${labels} at all ${String(standings.length)} places`;
    const [best] = ranked(order[0]);
    return `the order is ${labels}, the first with ${best === undefined || best.value === null ? none : figure.text(best.value)}`;
  }
  const first = grouped(standings, (standing) => ranked(standing)[0]?.label ?? '');
  const told = first.map((some) => {
    const label = some[0] === undefined ? '' : (ranked(some[0])[0]?.label ?? '');
    return `${label} came first ${regionWords(some, places)}`;
  });
  return told.join(', ');
}
