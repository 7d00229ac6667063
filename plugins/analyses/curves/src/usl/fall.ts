import type { Row } from '@wiretax/core';
import { compareLaunches, type Effect, throughput } from '@wiretax/statistics';
import type { Measured } from './law.js';

/** What is left at most clients of the highest throughput. */
export interface Fall {
  /** Clients at the highest throughput. */
  readonly from: number;
  /** Of throughput at most clients over the highest. */
  readonly effect: Effect;
  /** Corrected (Bonferroni) for the highest being picked out of all levels; null without an interval. */
  readonly pValue: number | null;
}

/** Undefined where throughput is highest at most clients. `points` ascend in clients. */
export function fallOf(points: readonly (Measured & { readonly row: Row })[]): Fall | undefined {
  const last = points.at(-1);
  const [highest] = points.toSorted((a, b) => b.rate - a.rate);
  if (last === undefined || highest === undefined || highest === last) return undefined;
  const effect = compareLaunches(highest.row.launches, last.row.launches, throughput);
  if (effect === null) return undefined;
  const { pValue } = effect;
  return { from: highest.x, effect, pValue: pValue === null ? null : pValue * (points.length - 1) };
}
