import { type Finding, formatRatio } from '@wiretax/core';
import type { Contender, RankedFigure, Standing } from '@wiretax/standings';
import { equalWords, findingId, listed, timesWords, unknownWords } from '@wiretax/statistics/statements';
import { none } from '@wiretax/writing';
import { regionWords } from './regions.js';
import { fitting, grouped, ranked, restingOn, type ToldStandings } from './told-standings.js';

/** Who leads by a figure, by how much, and where that changes. */
export function leadsOf({ figure, standings }: ToldStandings): Finding | undefined {
  const [first] = standings;
  if (first === undefined) return undefined;
  const [, second] = ranked(first);
  const alone = standings.length === 1 ? second?.interval : undefined;
  return {
    id: findingId('answer', 'leads', figure.key),
    statement: `${statementOf(standings, figure)}.`,
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

function statementOf(standings: readonly Standing[], figure: RankedFigure): string {
  const by = `By ${figure.title}`;
  if (standings.every(({ decision }) => decision === 'order-only'))
    return `${by} ${orderWords(standings, figure)}`;
  // What is known first.
  const groups = grouped(standings, keyOf).toSorted((a, b) => rankOf(a) - rankOf(b));
  const [group] = groups;
  if (groups.length === 1 && group !== undefined && group[0]?.decision === 'leader')
    return `${by} ${overAll(group, figure)}`;
  const clauses = groups.map((some) => ({ words: clause(some, standings, figure), places: some.length }));
  return fitting(by, clauses, standings.length);
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

/** `tcp is fastest everywhere: 1.40 to 3.10 times rest, 2.10 to 6.30 times grpc`. */
function overAll(standings: readonly Standing[], { superlative }: RankedFigure): string {
  const [first] = standings.map(ranked);
  const [best, ...rivals] = first ?? [];
  if (best === undefined) return '';
  const region = standings.length === 1 ? '' : ' everywhere';
  const factors = rivals.map(({ label }) => {
    const own = standings.flatMap((standing) => ranked(standing).filter((one) => one.label === label));
    return `${factorWords(own)} ${label}`;
  });
  return `${best.label} is ${superlative}${region}: ${factors.join(', ')}`;
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
      return `${orderWords(some, figure)}${region}`;
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
function orderWords(standings: readonly Standing[], figure: RankedFigure): string {
  const orders = grouped(standings, (standing) => JSON.stringify(ranked(standing).map(({ label }) => label)));
  const [order] = orders;
  if (orders.length === 1 && order?.[0] !== undefined) {
    const labels = listed(ranked(order[0]).map(({ label }) => label));
    if (standings.length > 1) return `the order is ${labels} at all ${String(standings.length)} places`;
    const [best] = ranked(order[0]);
    return `the order is ${labels}, the first with ${best === undefined || best.value === null ? none : figure.text(best.value)}`;
  }
  const first = grouped(standings, (standing) => ranked(standing)[0]?.label ?? '');
  const told = first.map((some) => {
    const label = some[0] === undefined ? '' : (ranked(some[0])[0]?.label ?? '');
    return `${label} came first ${regionWords(some, standings)}`;
  });
  return told.join(', ');
}
