import type { Finding, Row } from '@wiretax/core';
import { type Contender, type RankedFigure, type Standing, standingsOf } from '@wiretax/standings';
import { caveatsOf, unknownWords } from '@wiretax/statistics/statements';

/** The standings of a figure at all places at which something may be compared, the smallest messages and the fewest clients first. */
export interface ToldStandings {
  readonly figure: RankedFigure;
  readonly standings: readonly Standing[];
  /** These and the places at which nothing may be compared: what is said of some places is said of all others, too. */
  readonly places: readonly Standing[];
}

export function standingsIn(rows: readonly Row[], figure: RankedFigure): ToldStandings {
  const places = standingsOf(rows, figure).toSorted(
    (a, b) => bySize(a, b) || (a.cell.id < b.cell.id ? -1 : 1),
  );
  return { figure, standings: places.filter(({ decision }) => decision !== 'nothing'), places };
}

function bySize({ cell: a }: Standing, { cell: b }: Standing): number {
  return a.size.requestBytes - b.size.requestBytes || a.concurrency - b.concurrency;
}

/** Those of which something may be said, best first. */
export function ranked({ contenders }: Standing): readonly Contender[] {
  return contenders.filter(({ standing }) => standing !== 'unusable');
}

/** The rows that a finding about these places rests on, as it names them. */
export function restingOn(standings: readonly Standing[]): Pick<Finding, 'cells' | 'caveats'> {
  const rows = standings.flatMap((standing) => ranked(standing).map(({ row }) => row));
  return { cells: rows.map(({ cell }) => cell.id), ...caveatsOf(rows) };
}

/** By a key, in the order in which they come, the largest group first. */
export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(item);
  }
  return [...groups.values()].sort((a, b) => b.length - a.length);
}

/** So long is a sentence that is read at a glance. */
const longest = 170;

/** Words about some places, or other things that are counted. */
export interface Clause {
  readonly words: string;
  readonly places: number;
  /** Whether they say that nothing is known. */
  readonly isOpen: boolean;
}

/** Clauses as far as there is room for them, and of how many places nothing is known, or other things; the first is always said. */
export function fitting(start: string, clauses: readonly Clause[], all: number, counted = 'places'): string {
  let [text, said] = [start, 0];
  for (const { words } of clauses) {
    const longer = `${text}${said === 0 ? '' : ';'} ${words}`;
    if (said > 0 && longer.length > longest) break;
    [text, said] = [longer, said + 1];
  }
  const unsaid = clauses.slice(said);
  const rest = unsaid.reduce((sum, { places }) => sum + places, 0);
  const it = unsaid.every(({ isOpen }) => isOpen) ? unknownWords() : 'otherwise';
  return rest === 0 ? text : `${text}; ${it} at ${String(rest)} of ${String(all)} ${counted}`;
}
