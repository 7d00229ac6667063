import { visibleLine } from '@wiretax/core';
import type { RunObserver } from '@wiretax/core/run';
import { roughDuration } from './time-left.js';
import { trialLine } from './trial-line.js';

/** One line a trial, for logs and pipes. */
export function lineProgress(write: (text: string) => void): RunObserver {
  let trials = 0;
  return {
    started: (plan) => {
      trials = plan.trials;
      write(`${visibleLine(plan.id)}: ${String(trials)} trials, about ${roughDuration(plan.estimateMs)}\n`);
      for (const warning of plan.warnings) write(`warning: ${visibleLine(warning)}\n`);
    },
    extended: (plan) => {
      const more = plan.trials - trials;
      write(`block ${String(plan.block)}: ${String(more)} more ${more === 1 ? 'trial' : 'trials'}\n`);
      trials = plan.trials;
    },
    trialStarted: () => undefined,
    progress: () => undefined,
    trialFinished: (record, index) => {
      write(`${trialLine(record, `${String(index + 1)}/${String(trials)}`)}\n`);
    },
  };
}

export const silentProgress: RunObserver = {
  started: () => undefined,
  trialStarted: () => undefined,
  progress: () => undefined,
  trialFinished: () => undefined,
};
