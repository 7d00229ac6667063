import type { Conditions, MachineFacts } from '@wiretax/core';
import { fitnessOf } from '@wiretax/core/record';
import { type Check, ok, warn } from './check.js';

/** Whether the machine, as it is now, can give figures that are worth reading. */
export function checkFitness(machine: MachineFacts, conditions: Conditions): readonly Check[] {
  return fitnessOf(machine, conditions).map(({ subject, detail, remedy }): Check => {
    if (remedy === undefined) return ok(subject, detail);
    const check = warn(subject, detail, remedy);
    // Light load looks slow under it, but it does so each time.
    return subject === 'governor' ? check : { ...check, spoils: true };
  });
}
