/** Turns Ctrl-C and SIGTERM into an abort. The second one ends the process there and then. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** Gives the signals back. */
  end(): void;
}

const signals = ['SIGINT', 'SIGTERM'] as const;

export function awaitInterruption(say: (text: string) => void): Interruption {
  const controller = new AbortController();
  const onSignal = (): void => {
    if (controller.signal.aborted) {
      // Peers see their control stream close and end by themselves.
      process.exit(130);
    }
    say('\nStopping. Finished trials are kept; once more to stop at once.\n');
    controller.abort(new Error('interrupted'));
  };
  for (const name of signals) process.on(name, onSignal);
  return {
    signal: controller.signal,
    end: () => {
      for (const name of signals) process.off(name, onSignal);
    },
  };
}
