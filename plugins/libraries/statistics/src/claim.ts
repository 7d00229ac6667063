import { conclude, type Effect } from './effect.js';
import type { Interval } from './estimate.js';
import { launchesToTell } from './launches-needed.js';
import { claimedUpTo, negligible } from './lower.js';

/** What is known of two that were compared by a figure, and all that may be said of them. */
export interface Claim {
  /**
   * `differ`: one is better, by more than is negligible and by more than chance. `equal`: they differ by no more than is negligible.
   * `unknown`: neither can be told yet. `order-only`: one came out better, and nothing tells how far launches would spread.
   */
  readonly told: 'differ' | 'equal' | 'unknown' | 'order-only';
  /** Which came out better, whether that may be said or not. */
  readonly better: 'a' | 'b';
  /** How many times the better one's figure the other's is, or the other way round where more is better: at least 1. */
  readonly ratio: number;
  /** Of the ratio. */
  readonly interval: Interval | null;
  /** Of `unknown`: about how many launches of each would tell; more than `mostPromised` is as good as never. */
  readonly launches?: number;
}

export interface ClaimOptions {
  /** Default: true, as of latencies. */
  readonly lowerIsBetter?: boolean;
  /** Corrected for the claims that are made together; the effect's own where it is left out. */
  readonly pValue?: number | null;
  /** How many claims are made together. Default: 1. */
  readonly claims?: number;
}

/** The one judgement of an effect, for whoever tells of it. */
export function claimOf(
  effect: Effect,
  { lowerIsBetter = true, pValue = effect.pValue, claims = 1 }: ClaimOptions = {},
): Claim {
  const { ratio, interval } = effect;
  const better = ratio >= 1 === lowerIsBetter ? 'a' : 'b';
  const upright = {
    better,
    ratio: Math.max(ratio, 1 / ratio),
    interval: interval === null || ratio >= 1 ? interval : inverse(interval),
  } as const;
  const unknown = { told: 'unknown', ...upright, launches: launchesToTell(effect, claims) } as const;
  switch (conclude(effect, negligible, lowerIsBetter)) {
    case 'no-interval':
      return { told: 'order-only', ...upright };
    case 'equivalent':
      return { told: 'equal', ...upright };
    case 'undecided':
      return unknown;
    case 'slower':
    case 'faster':
      return pValue !== null && pValue <= claimedUpTo ? { told: 'differ', ...upright } : unknown;
  }
}

function inverse({ low, high, level }: Interval): Interval {
  return { low: 1 / high, high: 1 / low, level };
}
