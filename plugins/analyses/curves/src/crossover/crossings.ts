import type { Launch } from '@wiretax/core';
import { bootstrap, compareLaunches, type Interval, lowerOf, type Statistic } from '@wiretax/statistics';
import { oppositionLimit } from './opposition.js';
import type { SharedSize } from './pairs.js';

/** Where one series overtakes the other as sizes grow. */
export interface Crossing {
  /** Who is faster above it. */
  readonly winner: 'a' | 'b';
  /** By interpolation in the logarithm of size; null when a resample's figures are missing. */
  readonly bytes: number;
  /** Of `bytes`, by bootstrap over launches; null under three. */
  readonly interval: Interval | null;
  /** Measured sizes that it lies between. */
  readonly bracket: readonly [number, number];
  /** Measured sizes at which the two can't be told apart, ascending. */
  readonly level: readonly number[];
  /** The sizes that it rests on: the last at which one is faster, the first at which the other is, and those between. */
  readonly sizes: readonly SharedSize[];
}

/** Only changes of sides of which both are certain, among so many pairs of series and figures as are searched. */
export function crossingsOf(
  sizes: readonly SharedSize[],
  statistic: Statistic,
  searched = 1,
): readonly Crossing[] {
  const known = sizes.filter(({ a, b }) => statistic(a) !== null && statistic(b) !== null);
  const limit = oppositionLimit(known.length, searched);
  const found: Crossing[] = [];
  let before: { readonly side: 'a' | 'b'; readonly index: number } | undefined;
  known.forEach(({ a, b }, index) => {
    const effect = compareLaunches(a, b, statistic);
    const side = effect === null ? null : lowerOf(effect, effect.pValue, limit);
    if (side === null) return;
    if (before !== undefined && before.side !== side) {
      const crossing = located(known.slice(before.index, index + 1), side, statistic);
      if (crossing !== undefined) found.push(crossing);
    }
    before = { side, index };
  });
  return found;
}

function located(
  sizes: readonly SharedSize[],
  winner: 'a' | 'b',
  statistic: Statistic,
): Crossing | undefined {
  const bytes = sizes.map((size) => size.bytes);
  const [first, last] = [bytes[0] ?? 0, bytes.at(-1) ?? 0];
  const [loser, faster] = winner === 'b' ? (['a', 'b'] as const) : (['b', 'a'] as const);
  const { value, interval } = bootstrap(
    sizes.flatMap((size) => [size[loser], size[faster]]),
    (groups) => {
      const leads = leadsOf(groups, statistic);
      return leads === null ? null : endOfLead(bytes, leads);
    },
  );
  if (value === null) return undefined;
  const within = (size: number): number => atSize(bytes, Math.max(first, Math.min(last, size)));
  const cut =
    interval === null ? null : { ...interval, low: within(interval.low), high: within(interval.high) };
  const below = bytes.findLast((size) => size <= (cut?.low ?? first) && size < last) ?? first;
  return {
    winner,
    bytes: value,
    interval: cut,
    bracket: [below, bytes.find((size) => size >= (cut?.high ?? last) && size > below) ?? last],
    level: bytes.slice(1, -1),
    sizes,
  };
}

/** The size itself where rounding made it look like a place beside it. */
function atSize(bytes: readonly number[], place: number): number {
  return bytes.find((size) => Math.abs(place / size - 1) < 1e-9) ?? place;
}

/** How far the first of each two groups is ahead, as a logarithm. */
function leadsOf(groups: readonly (readonly Launch[])[], statistic: Statistic): readonly number[] | null {
  const leads: number[] = [];
  for (let index = 0; index + 1 < groups.length; index += 2) {
    const [ahead, behind] = [statistic(groups[index] ?? []), statistic(groups[index + 1] ?? [])];
    if (ahead === null || behind === null || ahead <= 0 || behind <= 0) return null;
    leads.push(Math.log(behind / ahead));
  }
  return leads;
}

/**
 * Where a lead ends that is interpolated in the logarithm of size. If it changes sign several times, where it would end if all of its
 * positive stretches came first: so noise around zero moves it little.
 */
export function endOfLead(bytes: readonly number[], leads: readonly number[]): number {
  const [first = 1] = bytes;
  let ahead = 0;
  for (let index = 1; index < bytes.length; index += 1) {
    const [from, to] = [leads[index - 1] ?? 0, leads[index] ?? 0];
    const width = Math.log((bytes[index] ?? 1) / (bytes[index - 1] ?? 1));
    if (from > 0 && to > 0) ahead += width;
    else if (from > 0) ahead += (width * from) / (from - to);
    else if (to > 0) ahead += (width * to) / (to - from);
  }
  return first * Math.exp(ahead);
}
