import { significant } from '@wiretax/core';
import type { Series } from '@wiretax/statistics';
import { clients, listed, rangeWords, unknownWords } from '@wiretax/statistics/statements';
import type { Knee } from './knees.js';

/** `between 10 and 50 clients`. */
function whereWords({ above, below, lowest, highest, end }: Knee): string {
  if (above !== null && below !== null) return `between ${String(above)} and ${clients(below)}`;
  if (below !== null)
    return below === lowest ? `already at ${clients(below)}` : `at ${clients(below)} or fewer`;
  if (above === null) return `at a level that is ${unknownWords()}`;
  return end === 'highest' && above === highest
    ? `not up to ${clients(highest)}`
    : `above ${clients(above)} if at all`;
}

export function statementOf(series: Series, knees: readonly Knee[], headline: Knee | undefined): string {
  const groups = [...new Set(knees.map(whereWords))];
  const places = groups.map((where) => {
    const some = knees.filter((knee) => whereWords(knee) === where);
    return `${where} by ${listed(some.map(({ definition }) => definition.words))}`;
  });
  const what = `Knee of ${series.label} at ${series.fixed}: ${places.join(', ')}`;
  return `${what}${accord(knees, groups.length)}${nearWords(headline)}.`;
}

function accord(knees: readonly Knee[], places: number): string {
  if (places < 2) return '';
  const above = Math.max(...knees.map((knee) => knee.above ?? -Infinity));
  const below = Math.min(...knees.map((knee) => knee.below ?? Infinity));
  return above < below ? '; the definitions are compatible' : '; the definitions disagree';
}

function nearWords(knee: Knee | undefined): string {
  if (knee === undefined || knee.interval === null) return '';
  const name = knee.definition.name === 'slo' ? 'SLO' : knee.definition.name;
  const { interval, clients: count } = knee;
  return `; by ${name} it is near ${significant(count)}${rangeWords(interval, significant)}`;
}
