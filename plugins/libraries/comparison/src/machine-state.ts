import {
  anotherState,
  compareStates,
  readingsOf,
  type StateComparison,
  stateRatios,
} from '@wiretax/statistics';
import type { Pair } from './pairing.js';

/** How the yardsticks of both sides compare; empty when a side has none. */
export function statesOf(pairs: readonly Pair[]): readonly StateComparison[] {
  return compareStates(readingsOf(pairs.map(({ a }) => a)), readingsOf(pairs.map(({ b }) => b)));
}

/** What comes before the conclusion when it may be the machine's and not that of what is compared; else empty. */
export function stateWarning(
  states: readonly StateComparison[],
  interleaved: boolean,
  a: string,
  b: string,
): string {
  const what = anotherState(states, `for ${a}`, `for ${b}`);
  if (what === '') return '';
  const although = interleaved ? ', although launches of both alternated' : '';
  return `The machine was in another state${although}: ${what}. These launches are not comparable: what follows may come from the machine.`;
}

/** That no other state was found, and how alike they were; empty where it can't be told. */
export function stateCheck(states: readonly StateComparison[], b: string): string {
  return states.length > 0 && states.every(({ another }) => another === false)
    ? `No other state of the machine was found: ${stateRatios(states)} as long for ${b}.`
    : '';
}
