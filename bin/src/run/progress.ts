import type { Host } from '@wiretax/core';
import type { RunObserver } from '@wiretax/core/run';
import type { Timing } from './course.js';
import { lineProgress, silentProgress } from './line-progress.js';
import { liveProgress } from './live-progress.js';

export interface Progress {
  readonly observer: RunObserver;
  /** Writes to standard error, where progress may be shown. */
  readonly say: (text: string) => void;
  /** Leaves a clean line behind. Safe to call when nothing is shown. */
  readonly end: () => void;
}

/** Progress on standard error: live on a terminal, one line a trial elsewhere, none when quiet. */
export function progressOn(host: Host, quiet: boolean, experiment: Timing['experiment']): Progress {
  const nothing = (): void => undefined;
  const { console, clock } = host;
  const write = (text: string): void => {
    console.err(text);
  };
  if (quiet) return { observer: silentProgress, say: write, end: nothing };
  const timing: Timing = { experiment, nowMs: () => clock.nowNs() / 1e6 };
  if (!console.isTerminal) return { observer: lineProgress(write, timing), say: write, end: nothing };
  const terminal = {
    // Draws in place, which the host's console would not let through.
    write: (text: string) => void process.stderr.write(text),
    // A terminal may not know its size.
    columns: () => process.stderr.columns || 80,
    rows: () => process.stderr.rows || 24,
  };
  const live = liveProgress(terminal, timing);
  const say = (text: string): void => {
    live.clear();
    write(text);
  };
  return {
    observer: live,
    say,
    end: () => {
      live.clear();
    },
  };
}
