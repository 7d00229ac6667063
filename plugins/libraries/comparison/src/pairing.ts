import type { Launch, Results, Row } from '@wiretax/core';
import {
  type Effect,
  compareBlocks,
  compareLaunches,
  sharedBlocks,
  type Statistic,
} from '@wiretax/statistics';

/** Two cells that are compared. */
export interface Pair {
  readonly a: Row;
  readonly b: Row;
}

/** A pair with the launches that are compared; where it is compared by blocks, `a[i]` and `b[i]` are of the same. */
export interface Matched {
  readonly pair: Pair;
  readonly a: readonly Launch[];
  readonly b: readonly Launch[];
  /** Numbers of the blocks that only one side has finished: they are not used. */
  readonly incomplete: readonly number[];
}

/**
 * Whether blocks measured both sides, so that what a block did to both cancels: in one run, or in two that alternated. Of runs that were
 * resumed, each on its own, launches of the same number may be hours apart.
 */
export function arePaired(a: Results, b: Results): boolean {
  return a.directory === b.directory || (areInterleaved(a, b) && ![a, b].some(wasResumed));
}

/** Whether launches of two runs alternated, at least until one was interrupted. */
export function areInterleaved(a: Results, b: Results): boolean {
  return a.manifest.against?.run === b.manifest.id && b.manifest.against?.run === a.manifest.id;
}

export function wasResumed({ manifest }: Results): boolean {
  return manifest.resumedAt.length > 0;
}

export function matched(pair: Pair, paired: boolean): Matched {
  const { launches: a } = pair.a;
  const { launches: b } = pair.b;
  return { pair, ...(paired ? sharedBlocks(a, b) : { a, b, incomplete: [] }) };
}

export function effectOf(
  { a, b, incomplete }: Matched,
  statistic: Statistic,
  paired: boolean,
): Effect | null {
  return paired ? compareBlocks({ a, b, incomplete }, statistic) : compareLaunches(a, b, statistic);
}
