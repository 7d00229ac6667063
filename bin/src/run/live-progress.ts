import { formatDuration, visibleLine } from '@wiretax/core';
import type { RunObserver } from '@wiretax/core/run';
import { roughDuration, timeLeftMs } from './time-left.js';
import { trialLine } from './trial-line.js';

export interface Terminal {
  write(text: string): void;
  /** Width now; terminals are resized. */
  columns(): number;
  nowMs(): number;
}

export interface LiveProgress extends RunObserver {
  /** Takes the line away, so that what is printed next starts on a clean one. */
  clear(): void;
}

const clearLine = '\r\u001b[2K';

/** One line at the bottom of the terminal, drawn again in place; failed trials stay above it. */
export function liveProgress(terminal: Terminal): LiveProgress {
  let trials = 0;
  let estimateMs = 0;
  let startMs = 0;
  let finished = 0;
  let where = '';
  const draw = (figures: readonly string[]): void => {
    const leftMs = timeLeftMs(estimateMs, trials, finished, terminal.nowMs() - startMs);
    const parts = [
      where,
      ...figures.filter((figure) => figure !== ''),
      `about ${roughDuration(leftMs)} left`,
    ];
    terminal.write(`${clearLine}${parts.join('  ').slice(0, Math.max(10, terminal.columns() - 1))}`);
  };
  return {
    started: (plan) => {
      ({ trials, estimateMs } = plan);
      startMs = terminal.nowMs();
      terminal.write(
        `${visibleLine(plan.id)}: ${String(trials)} trials, about ${roughDuration(estimateMs)}\n`,
      );
      for (const warning of plan.warnings) terminal.write(`warning: ${visibleLine(warning)}\n`);
    },
    extended: (plan) => {
      ({ trials, estimateMs } = plan);
    },
    trialStarted: ({ cell, trial }, index) => {
      finished = index;
      where = `${String(index + 1)}/${String(trials)} ${visibleLine(cell.id)} #${String(trial)}`;
      draw([]);
    },
    progress: ({ p50Ns, p99Ns }) => {
      draw([percentile('P50', p50Ns), percentile('P99', p99Ns)]);
    },
    trialFinished: (record, index) => {
      finished = index + 1;
      if (record.status === 'failed') {
        terminal.write(`${clearLine}${trialLine(record, `${String(index + 1)}/${String(trials)}`)}\n`);
      }
      draw([]);
    },
    clear: () => {
      terminal.write(clearLine);
    },
  };
}

/** Empty before there is one, and beyond what histograms reach. */
function percentile(name: string, ns: number | null): string {
  return ns === null ? '' : `${name} ${formatDuration(ns)}`;
}
