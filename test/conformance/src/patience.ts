import assert from 'node:assert/strict';
import { setImmediate as loopTurn } from 'node:timers/promises';
import type { Subject } from './subject.js';

const steps = 20;

/** Waits for what ought to happen soon: for a tenth of the case's limit, and longer while the process stalls. */
export interface Patience {
  /** What the promise settles with, or a failure that says `complaint`. */
  readonly forResult: <T>(promise: PromiseLike<T>, complaint: string) => Promise<T>;
  /** Returns when the condition holds. Asked once in each turn of the event loop. */
  readonly until: (holds: () => boolean, complaint: string | (() => string)) => Promise<void>;
}

export function patienceOf({ limitMs = 20_000 }: Pick<Subject, 'limitMs'>): Patience {
  const stepMs = limitMs / 10 / steps;
  return {
    forResult: async (promise, complaint) => {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => {
        let left = steps;
        timer = setInterval(() => {
          left -= 1;
          if (left === 0) reject(new assert.AssertionError({ message: complaint }));
        }, stepMs);
      });
      try {
        return await Promise.race([promise, late]);
      } finally {
        clearInterval(timer);
      }
    },
    until: async (holds, complaint) => {
      let left = steps;
      const timer = setInterval(() => {
        left -= 1;
      }, stepMs);
      try {
        while (!holds()) {
          if (left <= 0) assert.fail(typeof complaint === 'string' ? complaint : complaint());
          await loopTurn();
        }
      } finally {
        clearInterval(timer);
      }
    },
  };
}
