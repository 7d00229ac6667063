import type { Standing } from './standings.js';
import { alongAxis, varyingFields } from './places.js';

/**
 * At most so many of the standings, in their order: first the corners of the axes on which the places differ, then what lies farthest from
 * those that are there already. Places where nothing can be compared only come in when there are no others.
 */
export function pointsThatMatter(standings: readonly Standing[], most: number): readonly Standing[] {
  const told = standings.filter(({ decision }) => decision !== 'nothing');
  const offered = told.length === 0 ? standings : told;
  const rows = offered.flatMap(({ contenders: [first] }) => (first === undefined ? [] : [first.row]));
  // What is compared differs within a place, and may differ between the best of them.
  const compared = new Set(
    offered.flatMap(({ contenders }) => varyingFields(contenders.map(({ row }) => row))),
  );
  const along = varyingFields(rows)
    .filter((field) => !compared.has(field))
    .map((field) => alongAxis(rows, field));
  const points = offered.map((standing, index) => {
    const { [index]: row } = rows;
    return { standing, at: row === undefined ? [] : along.map((place) => place(row)) };
  });
  const chosen: (typeof points)[number][] = [];
  while (chosen.length < Math.min(most, points.length)) {
    const left = points.filter((point) => !chosen.includes(point));
    const nearest = (at: readonly number[]): number =>
      // The first of all is where everything is lowest.
      chosen.length === 0
        ? -at.reduce((sum, place) => sum + place, 0)
        : Math.min(...chosen.map((other) => distance(at, other.at)));
    chosen.push(left.reduce((a, b) => (nearest(b.at) > nearest(a.at) ? b : a)));
  }
  return offered.filter((standing) => chosen.some((one) => one.standing === standing));
}

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(...a.map((place, index) => place - (b[index] ?? 0)));
}
