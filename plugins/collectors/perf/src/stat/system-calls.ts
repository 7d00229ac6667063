import type { CollectorTarget } from '@wiretax/core';
import type { Perf } from '../perf.js';
import { startCounting } from './counting.js';
import type { Reading } from './readings.js';
import { planSystemCalls, unseenThreads } from './system-call-plan.js';

/** Counters of system calls at work. Whatever goes wrong with them is a note. */
export interface SystemCallCounting {
  end(): Promise<void>;
  /** To be called once, after `end`, also when nobody wants to know. */
  counted(): Promise<SystemCalls>;
}

export interface SystemCalls {
  readonly text: string;
  readonly readings: readonly Reading[];
  readonly notes: readonly string[];
}

/** When nobody has asked for them. */
export const noSystemCalls = nothing();

/** Never rejects. */
export async function countSystemCalls(target: CollectorTarget, perf: Perf): Promise<SystemCallCounting> {
  const plan = await planSystemCalls(target, perf);
  if (typeof plan === 'string') return nothing(plan);
  try {
    const counting = await startCounting(target, perf, [plan.args]);
    return {
      end: () => counting.end(),
      counted: async () => {
        try {
          const { text, readings } = await counting.counted();
          return { text, readings, notes: [...plan.notes, ...(await unseenThreads(target, plan))] };
        } catch (thrown) {
          return nothing(failure(thrown)).counted();
        }
      },
    };
  } catch (thrown) {
    return nothing(failure(thrown));
  }
}

function nothing(...notes: readonly string[]): SystemCallCounting {
  return {
    end: () => Promise.resolve(),
    counted: () => Promise.resolve({ text: '', readings: [], notes }),
  };
}

function failure(thrown: unknown): string {
  return `system calls are not counted: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
}
