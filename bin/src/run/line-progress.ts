import { visibleLine } from '@wiretax/core';
import type { RunObserver } from '@wiretax/core/run';
import { Course, type Timing } from './course.js';
import { roughDuration } from './rough-duration.js';
import { trialLine } from './trial-line.js';

/** With fewer trials, what stands between their lines would tell nothing that they don't. */
const fewestTrials = 8;
const parts = 4;

/**
 * One line a trial, for logs and pipes, and after each quarter how far the run has come: verdicts, who leads, and, with a timing, what is left.
 */
export function lineProgress(write: (text: string) => void, timing?: Timing): RunObserver {
  let course = new Course({ order: [], estimateMs: 0 }, undefined);
  return {
    started: (plan) => {
      course = new Course(plan, timing);
      write(
        `${visibleLine(plan.id)}: ${String(plan.trials)} trials, about ${roughDuration(plan.estimateMs)}\n`,
      );
      for (const warning of plan.warnings) write(`warning: ${visibleLine(warning)}\n`);
    },
    extended: (plan) => {
      const more = plan.trials - course.trials;
      write(`block ${String(plan.block)}: ${String(more)} more ${more === 1 ? 'trial' : 'trials'}\n`);
      course.extend(plan.order);
    },
    trialStarted: (_planned, index) => {
      course.begin(index);
    },
    progress: () => undefined,
    trialFinished: (record, index) => {
      course.end(record, index);
      const { trials, finished } = course;
      write(`${trialLine(record, `${String(finished)}/${String(trials)}`)}\n`);
      const part = (count: number): number => Math.floor((count * parts) / trials);
      const isQuarter = trials >= fewestTrials && finished < trials && part(finished) > part(finished - 1);
      if (isQuarter) write(`${courseLine(course)}\n`);
    },
  };
}

/** `50 %  9 valid, 1 unsteady  fastest (P50): tcp 3, rest 1 of 4  about 40 s left`. */
function courseLine(course: Course): string {
  const share = `${String(Math.round((100 * course.finished) / course.trials))} %`;
  const leaders = course.ranking.leaders();
  const figures = [share, course.verdicts.text(), leaders && `fastest (P50): ${leaders}`, course.leftText()];
  return figures.filter((figure) => figure !== '').join('  ');
}

export const silentProgress: RunObserver = {
  started: () => undefined,
  trialStarted: () => undefined,
  progress: () => undefined,
  trialFinished: () => undefined,
};
