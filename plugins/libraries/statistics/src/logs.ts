import type { Launch } from '@wiretax/core';
import { type Effect, ratioEffect } from './effect.js';
import { defaultLevel, fewestLaunches, type Interval, type IntervalOptions } from './estimate.js';
import { meanOf, sumOfSquares } from './moments.js';
import type { Statistic } from './statistic.js';
import { welchDegrees } from './welch.js';

/** Logarithms of a figure. One list: of the ratios of b to a, one a block. Two: of a and of b, one a launch. */
export type Logs =
  readonly [ratios: readonly number[]] | readonly [a: readonly number[], b: readonly number[]];

/** Null when a launch alone doesn't have the figure. Of pairs, `a[i]` and `b[i]` are of the same block. */
export function logsOf(
  a: readonly Launch[],
  b: readonly Launch[],
  statistic: Statistic,
  { paired }: { readonly paired: boolean },
): Logs | null {
  const [before, after] = [launchLogs(a, statistic), launchLogs(b, statistic)];
  if (before === null || after === null) return null;
  return paired ? [after.map((log, block) => log - (before[block] ?? 0))] : [before, after];
}

function launchLogs(launches: readonly Launch[], statistic: Statistic): readonly number[] | null {
  const logs = launches.map((launch) => Math.log(statistic([launch]) ?? 0));
  return logs.length > 0 && logs.every(Number.isFinite) ? logs : null;
}

/** The mean over cells, block by block: all must be of the same blocks. */
export function pooledLogs(cells: readonly Logs[]): Logs {
  const [first] = cells;
  const mean = (side: 0 | 1): readonly number[] =>
    (first?.[side] ?? []).map(
      (_, block) => cells.reduce((sum, logs) => sum + (logs[side]?.[block] ?? 0), 0) / cells.length,
    );
  return first?.length === 2 ? [mean(0), mean(1)] : [mean(0)];
}

/** The mean ratio, as means of logarithms have it: Student's t over blocks; of two groups with Welch's degrees of freedom. */
export function effectOfLogs(logs: Logs, { level = defaultLevel }: IntervalOptions = {}): Effect {
  return ratioOf(logs, plain, level);
}

/** A ratio without the launches or blocks that are furthest out. */
export interface Trimmed {
  readonly ratio: number;
  readonly interval: Interval | null;
  /** Left out at each end, of the ratios or of each side. */
  readonly cut: readonly number[];
}

const trimmedShare = 0.2;

/**
 * The ratio by means that leave out the lowest and the highest fifth, so that one block that went wrong doesn't carry it. The interval
 * is that of Yuen (1974), of pairs that of Tukey and McLaughlin (1963): Winsorized variance, Student's t with as many degrees of freedom
 * as values were kept, less one. Null under five values, of which none would be left out.
 */
export function trimmedEffect(logs: Logs, { level = defaultLevel }: IntervalOptions = {}): Trimmed | null {
  const cut = logs.map(({ length }) => cutOf(length));
  if (cut.includes(0)) return null;
  const { ratio, interval } = ratioOf(logs, trimmed, level);
  return { ratio, interval, cut };
}

function cutOf(count: number): number {
  return Math.floor(trimmedShare * count);
}

interface Centre {
  readonly value: number;
  /** Of the value. */
  readonly variance: number;
  /** How many it is the mean of. */
  readonly launches: number;
}

function ratioOf(logs: Logs, centreOf: (values: readonly number[]) => Centre, level: number): Effect {
  const centres = logs.map(centreOf);
  const [first, second] = centres;
  const log = second === undefined ? (first?.value ?? 0) : second.value - (first?.value ?? 0);
  const [a, b = a] = logs;
  const isFew = centres.some(({ launches }) => launches < fewestLaunches);
  const spread = isFew
    ? null
    : {
        variance: centres.reduce((sum, { variance }) => sum + variance, 0),
        degrees: welchDegrees(centres),
      };
  return ratioEffect(log, spread, [a.length, b.length], level);
}

function plain(values: readonly number[]): Centre {
  const { length } = values;
  const value = meanOf(values);
  return { value, variance: sumOfSquares(values, value) / (length * (length - 1)), launches: length };
}

function trimmed(values: readonly number[]): Centre {
  const cut = cutOf(values.length);
  const sorted = values.toSorted((a, b) => a - b);
  const kept = sorted.slice(cut, sorted.length - cut);
  const [low = 0, high = 0] = [kept[0], kept.at(-1)];
  const winsorized = sorted.map((value) => Math.min(high, Math.max(low, value)));
  const squares = sumOfSquares(winsorized, meanOf(winsorized));
  return {
    value: meanOf(kept),
    variance: squares / (kept.length * (kept.length - 1)),
    launches: kept.length,
  };
}
