import { formatDuration, visibleLine } from '@wiretax/core';
import type { RunObserver } from '@wiretax/core/run';
import { Course, type Timing } from './course.js';
import { Region, type Terminal } from './region.js';
import { roughDuration } from './rough-duration.js';
import { trialLine } from './trial-line.js';

export interface LiveProgress extends RunObserver {
  /** Takes it away, so that what is printed next starts on a clean line. It comes back with the next step. */
  clear(): void;
}

const mostPlaces = 4;
const barWidth = 24;

/**
 * At the bottom of the terminal, drawn again in place: a bar with what is left, the trial under way, verdicts so far, and who comes first
 * where. Failed trials stay above it.
 */
export function liveProgress(terminal: Terminal, timing: Timing): LiveProgress {
  let course = new Course({ order: [], estimateMs: 0 }, timing);
  let where = '';
  const region = new Region(terminal);
  const draw = (figures: readonly string[]): void => {
    region.draw([
      join(bar(course), `${String(course.finished)}/${String(course.trials)}`, course.leftText()),
      join(where, ...figures),
      course.verdicts.text(),
      ...course.ranking.lines(mostPlaces),
    ]);
  };
  const above = (text: string): void => {
    region.clear();
    terminal.write(`${text}\n`);
  };
  return {
    started: (plan) => {
      course = new Course(plan, timing);
      above(
        `${visibleLine(plan.id)}: ${String(plan.trials)} trials, about ${roughDuration(plan.estimateMs)}`,
      );
      for (const warning of plan.warnings) above(`warning: ${visibleLine(warning)}`);
    },
    extended: (plan) => {
      course.extend(plan.order);
    },
    trialStarted: ({ cell, trial }, index) => {
      course.begin(index);
      where = `${visibleLine(cell.id)} #${String(trial)}`;
      draw([]);
    },
    progress: ({ p50Ns, p99Ns }) => {
      draw([percentile('P50', p50Ns), percentile('P99', p99Ns)]);
    },
    trialFinished: (record, index) => {
      course.end(record, index);
      if (record.status === 'failed')
        above(trialLine(record, `${String(index + 1)}/${String(course.trials)}`));
      draw([]);
    },
    clear: () => {
      region.clear();
    },
  };
}

function bar({ finished, trials }: Course): string {
  const full = trials === 0 ? 0 : Math.floor((finished / trials) * barWidth);
  return '█'.repeat(full) + '░'.repeat(barWidth - full);
}

function join(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('  ');
}

/** Empty before there is one, and beyond what histograms reach. */
function percentile(name: string, ns: number | null): string {
  return ns === null ? '' : `${name} ${formatDuration(ns)}`;
}
