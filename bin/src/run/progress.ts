import type { Host } from '@wiretax/core';
import type { RunObserver } from '@wiretax/core/run';
import { lineProgress, silentProgress } from './line-progress.js';
import { liveProgress } from './live-progress.js';

export interface Progress {
  readonly observer: RunObserver;
  /** Leaves a clean line behind. Safe to call when nothing is shown. */
  readonly end: () => void;
}

/** Progress on standard error: live on a terminal, one line a trial elsewhere, none when quiet. */
export function progressOn(host: Host, quiet: boolean): Progress {
  const nothing = (): void => undefined;
  if (quiet) return { observer: silentProgress, end: nothing };
  const { console, clock } = host;
  const write = (text: string): void => {
    console.err(text);
  };
  if (!console.isTerminal) return { observer: lineProgress(write), end: nothing };
  const live = liveProgress({
    // Draws in place, which the host's console would not let through.
    write: (text) => void process.stderr.write(text),
    // A terminal may not know its width.
    columns: () => process.stderr.columns || 80,
    nowMs: () => clock.nowNs() / 1e6,
  });
  let shown = true;
  const end = (): void => {
    if (shown) live.clear();
    shown = false;
  };
  return { observer: live, end };
}
