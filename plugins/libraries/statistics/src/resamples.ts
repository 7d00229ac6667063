import type { Launch } from '@wiretax/core';
import { type Multiset, multisets } from './multisets.js';
import { seededRandom } from './random.js';

/** Up to this many launches every resample is listed, so that results are exact and need no chance. */
const listedUpTo = 7;
const drawn = 1000;

/** The ways to draw as many launches from a group as it has, with replacement. All lists of launches are frozen. */
export interface Resamples {
  readonly whole: readonly Launch[];
  /** The group without each of its launches. */
  readonly without: readonly (readonly Launch[])[];
  /** All of them for a small group, else some, always the same. */
  readonly draws: readonly Draw[];
}

export interface Draw {
  readonly launches: readonly Launch[];
  readonly probability: number;
}

const lists = new Map<number, readonly Multiset[]>();
const known = new WeakMap<readonly Launch[], Resamples>();

/** Made once for each list of launches. */
export function resamplesOf(launches: readonly Launch[]): Resamples {
  const before = known.get(launches);
  if (before !== undefined && isSame(before.whole, launches)) return before;
  const made: Resamples = {
    whole: Object.freeze([...launches]),
    without: launches.map((_, left) => Object.freeze(launches.filter((__, index) => index !== left))),
    draws: multisetsOf(launches.length).map(({ indexes, probability }) => ({
      launches: Object.freeze(indexes.flatMap((index) => launches[index] ?? [])),
      probability,
    })),
  };
  known.set(launches, made);
  return made;
}

/** Lists that aren't frozen may have changed. */
function isSame(before: readonly Launch[], now: readonly Launch[]): boolean {
  return before.length === now.length && before.every((launch, index) => launch === now[index]);
}

function multisetsOf(n: number): readonly Multiset[] {
  const before = lists.get(n);
  if (before !== undefined) return before;
  const made = n <= listedUpTo ? multisets(n) : randomMultisets(n);
  lists.set(n, made);
  return made;
}

function randomMultisets(n: number): readonly Multiset[] {
  const random = seededRandom(n);
  return Array.from({ length: drawn }, () => ({
    indexes: Array.from({ length: n }, () => Math.floor(random() * n)),
    probability: 1 / drawn,
  }));
}
