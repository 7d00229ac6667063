import type { Launch, Row } from '@wiretax/core';
import { type Series, type Statistic } from '@wiretax/statistics';
import { lower, oppositionLevel } from './lower.js';

/** The series at one concurrency, at one size. */
export interface Field {
  readonly bytes: number;
  /** By key of the series. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** Pairs of keys of which the first is faster than the second, beyond margin and chance. */
  readonly faster: readonly (readonly [string, string])[];
}

export interface Entry {
  readonly row: Row;
  readonly value: number;
}

/** One field a size at which at least two series have a figure, ascending. */
export function fieldsOf(series: readonly Series[], statistic: Statistic): readonly Field[] {
  const sizes = [...new Set(series.flatMap(({ points }) => points.map(({ x }) => x)))].sort((a, b) => a - b);
  const level = oppositionLevel(sizes.length);
  return sizes.flatMap((bytes): Field[] => {
    const entries = new Map<string, Entry>();
    for (const { key, points } of series) {
      const row = points.find(({ x }) => x === bytes)?.row;
      const value = row === undefined ? null : statistic(row.launches);
      if (row !== undefined && value !== null && value > 0) entries.set(key, { row, value });
    }
    return entries.size < 2 ? [] : [{ bytes, entries, faster: fasterPairs(entries, statistic, level) }];
  });
}

function fasterPairs(
  entries: ReadonlyMap<string, Entry>,
  statistic: Statistic,
  level: number,
): readonly (readonly [string, string])[] {
  const all = [...entries];
  return all.flatMap(([a, one], index) =>
    all.slice(index + 1).flatMap(([b, other]): (readonly [string, string])[] => {
      const side = lower(launchesOf(one), launchesOf(other), statistic, level);
      return side === null ? [] : [side === 'a' ? [a, b] : [b, a]];
    }),
  );
}

function launchesOf({ row }: Entry): readonly Launch[] {
  return row.launches;
}
