import type { Row } from '@wiretax/core';
import {
  compareLaunches,
  lowerOf,
  type Series,
  type Statistic,
  familyWiseErrorRates,
} from '@wiretax/statistics';

/** The series at one concurrency, at one size. */
export interface Field {
  readonly bytes: number;
  /** By key of the series. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** Pairs of keys of which the first is faster than the second, by more than is negligible and by more than chance. */
  readonly faster: readonly (readonly [string, string])[];
}

export interface Entry {
  readonly row: Row;
  readonly value: number;
}

/**
 * For each group of series one field a size at which at least two have a figure, ascending. All comparisons of all groups are one family:
 * that any of them is brought by chance happens once in twenty times.
 */
export function fieldsOf(
  groups: readonly (readonly Series[])[],
  statistic: Statistic,
): readonly (readonly Field[])[] {
  // At a single size there is no zone.
  const places = groups
    .map((series) => placesOf(series, statistic))
    .map((group) => (group.length < 2 ? [] : group));
  const compared = places.flat().flatMap((place) => pairsOf(place, statistic));
  const pValues = familyWiseErrorRates(compared.map(({ effect }) => effect.pValue));
  const faster = new Map<Place, (readonly [string, string])[]>(places.flat().map((place) => [place, []]));
  compared.forEach(({ place, pair: [a, b], effect }, index) => {
    const side = lowerOf(effect, pValues[index]);
    if (side === null) return;
    faster.get(place)?.push(side === 'a' ? [a, b] : [b, a]);
  });
  return places.map((group) => group.map((place) => ({ ...place, faster: faster.get(place) ?? [] })));
}

type Place = Pick<Field, 'bytes' | 'entries'>;

function placesOf(series: readonly Series[], statistic: Statistic): readonly Place[] {
  const sizes = [...new Set(series.flatMap(({ points }) => points.map(({ x }) => x)))].sort((a, b) => a - b);
  const rowsAt = series.map(
    ({ key, points }) => [key, new Map(points.map(({ x, row }) => [x, row]))] as const,
  );
  return sizes.flatMap((bytes): Place[] => {
    const entries = new Map<string, Entry>();
    for (const [key, points] of rowsAt) {
      const row = points.get(bytes);
      const value = row === undefined ? null : statistic(row.launches);
      if (row !== undefined && value !== null && value > 0) entries.set(key, { row, value });
    }
    return entries.size < 2 ? [] : [{ bytes, entries }];
  });
}

function pairsOf(place: Place, statistic: Statistic) {
  const all = [...place.entries];
  return all.flatMap(([a, one], index) =>
    all.slice(index + 1).flatMap(([b, other]) => {
      const effect = compareLaunches(one.row.launches, other.row.launches, statistic);
      return effect === null ? [] : [{ place, pair: [a, b] as const, effect }];
    }),
  );
}
