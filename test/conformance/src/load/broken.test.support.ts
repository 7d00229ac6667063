import type { LoadModel, Pace, PaceOptions, Plugin } from '@wiretax/core';
import { closed, loadPlugin, open } from './reference.test.support.js';

export interface Broken {
  /** Names of the cases that must fail: the first is the one that this was made for. */
  readonly fails: readonly string[] | 'every case';
  readonly plugin: Plugin;
}

const paced = (right: LoadModel, pace: (options: PaceOptions) => Pace): Plugin =>
  loadPlugin({ ...right, pace });

const instant = 'answers with an instant, never before the one that it was given';
const sameSeed = 'answers the same for the same seed, whatever the time is';
const nothingShared = 'makes paces that share nothing';

/** All paces go on where another has left off. */
function shared(): Plugin {
  let calls = 0;
  return paced(closed, () => ({
    next: (afterNs) => {
      calls += 1;
      return afterNs + (calls % 7);
    },
  }));
}

/** In the order of the cases of a closed load. */
export const broken: readonly Broken[] = [
  { fails: 'every case', plugin: loadPlugin(closed, 'other') },
  { fails: [instant], plugin: paced(closed, () => ({ next: (afterNs) => afterNs - 1 })) },
  {
    fails: [sameSeed, nothingShared],
    plugin: paced(closed, () => ({ next: (afterNs) => afterNs + Math.random() })),
  },
  { fails: [nothingShared, sameSeed], plugin: shared() },
  {
    fails: ['has a first call for each of a thousand callers'],
    plugin: paced(closed, () => ({ next: (afterNs, caller) => (caller < 256 ? afterNs : Infinity) })),
  },
];

const shares = 'shares its schedule out over processes';
const ending = 'stays ended when it has ended';

/** Obligations of open loads. */
export const brokenOpen: readonly Broken[] = [
  { fails: ['lets time pass', shares], plugin: paced(open, () => ({ next: (afterNs) => afterNs })) },
  {
    fails: [ending],
    plugin: paced(open, ({ parts }) => {
      const instants = Array.from({ length: 100 }, (_, index) => index * parts);
      let asked = -1;
      return {
        next: () => {
          asked += 1;
          return asked === instants.length ? Infinity : (instants[asked] ?? 0);
        },
      };
    }),
  },
  {
    fails: [shares],
    plugin: paced(open, () => ({ next: (afterNs) => afterNs + 1e6 })),
  },
];
