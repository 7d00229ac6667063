import type { Launch, Row } from '@wiretax/core';
import type { Series } from '@wiretax/statistics';

/** Two series at one concurrency, at the sizes that both have. */
export interface Pair {
  readonly a: Series;
  readonly b: Series;
  readonly sizes: readonly SharedSize[];
}

export interface SharedSize {
  readonly bytes: number;
  readonly a: readonly Launch[];
  readonly b: readonly Launch[];
  readonly rows: readonly [Row, Row];
}

/** Every two series that share a concurrency and two sizes, in an order that doesn't depend on that of the rows. */
export function pairsOf(series: readonly Series[]): readonly Pair[] {
  const sorted = series.toSorted((one, other) => clientsOf(one) - clientsOf(other) || byKey(one, other));
  const levels = new Map<number, Series[]>();
  for (const one of sorted) {
    const level = levels.get(clientsOf(one)) ?? [];
    levels.set(clientsOf(one), level);
    level.push(one);
  }
  return [...levels.values()].flatMap((level) =>
    level.flatMap((a, index) =>
      level
        .slice(index + 1)
        .map((b) => ({ a, b, sizes: sharedSizes(a, b) }))
        .filter(({ sizes }) => sizes.length > 1),
    ),
  );
}

function clientsOf(series: Series): number {
  return series.points[0]?.row.cell.concurrency ?? 0;
}

function byKey(one: Series, other: Series): number {
  return one.key < other.key ? -1 : 1;
}

function sharedSizes(a: Series, b: Series): readonly SharedSize[] {
  const others = new Map(b.points.map(({ x, row }) => [x, row]));
  return a.points.flatMap(({ x, row }): SharedSize[] => {
    const other = others.get(x);
    if (other === undefined) return [];
    return [{ bytes: x, a: row.launches, b: other.launches, rows: [row, other] }];
  });
}
