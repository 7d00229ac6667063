import { errorExits } from '@wiretax/core';
import type { Kernel } from '@wiretax/core/run';
import { strayErrorText } from './stray-error.js';

/** Turns Ctrl-C and SIGTERM, and errors that nobody catches, into an abort. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** The exit code in place of the one that was reached: an interruption by an error is a failure. */
  readonly exitCode: (reached: number) => number;
  /** Gives the signals back. */
  readonly end: () => void;
}

const signals = ['SIGINT', 'SIGTERM'] as const;
const strayEvents = ['uncaughtException', 'unhandledRejection'] as const;

/** The second signal ends the process there and then, by `end`. `plugins` are those whose errors may go astray. */
export function awaitInterruption(
  say: (text: string) => void,
  plugins: Kernel['plugins'],
  end: (code: number) => void,
): Interruption {
  const controller = new AbortController();
  let stray = false;
  const onSignal = (): void => {
    if (controller.signal.aborted) {
      // Peers see their control stream close and end by themselves.
      end(errorExits.interruption);
      return;
    }
    say('\nStopping. Finished trials are kept; once more to stop at once.\n');
    controller.abort(new Error('interrupted'));
  };
  const onStray = (thrown: unknown): void => {
    stray = true;
    say(`\nStopping: ${strayErrorText(thrown, plugins)}. Finished trials are kept.\n`);
    controller.abort(new Error('interrupted'));
  };
  for (const name of signals) process.on(name, onSignal);
  for (const name of strayEvents) process.on(name, onStray);
  return {
    signal: controller.signal,
    exitCode: (reached) => (stray ? errorExits.failure : reached),
    end: () => {
      for (const name of signals) process.off(name, onSignal);
      for (const name of strayEvents) process.off(name, onStray);
    },
  };
}
