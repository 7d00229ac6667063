import type { Launch } from '@wiretax/core';
import { type Effect, ratioEffect } from './effect.js';
import { defaultLevel, type IntervalOptions, logVariance, overflows } from './estimate.js';
import { effectOfLogs, logsOf } from './logs.js';
import { resamplesOf } from './resamples.js';
import type { Statistic } from './statistic.js';

/** Launches of two cells that were measured in the same blocks. */
export interface Blocks {
  /** `a[i]` and `b[i]` are of the same block. */
  readonly a: readonly Launch[];
  readonly b: readonly Launch[];
  /** Numbers of the blocks that only one of them has finished. */
  readonly incomplete: readonly number[];
}

export function sharedBlocks(a: readonly Launch[], b: readonly Launch[]): Blocks {
  const [inA, inB] = [blocksOf(a), blocksOf(b)];
  return {
    a: a.filter(({ trial }) => inB.has(trial)).toSorted(byBlock),
    b: b.filter(({ trial }) => inA.has(trial)).toSorted(byBlock),
    incomplete: [...new Set([...inA, ...inB])]
      .filter((block) => !inA.has(block) || !inB.has(block))
      .sort((one, other) => one - other),
  };
}

/**
 * The ratio of b to a, block by block: what a block did to both cancels. The mean of the logarithms of the blocks' ratios, Student's t
 * with one degree of freedom less than there are blocks. Where a launch alone has too few calls for the figure, the ratio is that of all
 * launches together, and its variance that of a bootstrap over blocks. Null when there is no figure either way.
 */
export function compareBlocks(
  { a, b }: Blocks,
  statistic: Statistic,
  { level = defaultLevel }: IntervalOptions = {},
): Effect | null {
  const logs = logsOf(a, b, statistic, { paired: true });
  return logs === null ? ratioOfAll(a, b, statistic, level) : effectOfLogs(logs, { level });
}

function ratioOfAll(
  a: readonly Launch[],
  b: readonly Launch[],
  statistic: Statistic,
  level: number,
): Effect | null {
  const ratio = ratioBetween(statistic(a), statistic(b));
  if (ratio === null) return null;
  const inB = resamplesOf(b).draws;
  // Lists of the same length are drawn alike.
  const ratios = resamplesOf(a).draws.map(({ launches, probability }, draw) => ({
    probability,
    value: ratioBetween(statistic(launches), statistic(inB[draw]?.launches ?? [])),
  }));
  const variance = logVariance(ratios, ratio, a.length, [...a, ...b].some(overflows));
  const spread = variance === null ? null : { variance, degrees: a.length - 1 };
  return ratioEffect(Math.log(ratio), spread, [a.length, b.length], level);
}

function ratioBetween(before: number | null, after: number | null): number | null {
  return before === null || after === null || before <= 0 || after <= 0 ? null : after / before;
}

function blocksOf(launches: readonly Launch[]): ReadonlySet<number> {
  return new Set(launches.map(({ trial }) => trial));
}

function byBlock(one: Launch, other: Launch): number {
  return one.trial - other.trial;
}
