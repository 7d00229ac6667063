import { WiretaxError } from '../../kernel/errors.js';
import { monotonicNs } from '../../kernel/host/clock.js';

/** How a run of load stands. Times are of CLOCK_MONOTONIC; infinite is never. */
export interface LoadState {
  readonly issued: number;
  readonly completed: number;
  /** Start of the oldest call in flight. */
  readonly oldestNs: number | undefined;
  /** When a call last completed, or the run began. */
  readonly lastNs: number;
  /** Since when no further call is allowed. */
  readonly overNs: number;
}

/**
 * Tells load that hangs from load that is slow: a queue may take any time as long as something comes out of it. Nothing is
 * judged at first sight: a process that was stopped finds its timers over before it has read what came in meanwhile.
 */
export class HangWatch {
  readonly #timeoutNs: number;
  #suspected: WiretaxError['code'] | undefined;

  constructor(timeoutMs: number) {
    this.#timeoutNs = timeoutMs * 1e6;
  }

  /** An error when it looks as if it hangs, as it did the last time. */
  look(state: LoadState): WiretaxError | undefined {
    const found = this.#symptom(state, monotonicNs() - this.#timeoutNs);
    const again = found?.code === this.#suspected;
    this.#suspected = found?.code;
    return again ? found : undefined;
  }

  #symptom({ issued, completed, oldestNs = Infinity, lastNs, overNs }: LoadState, earliestNs: number) {
    const seconds = String(this.#timeoutNs / 1e9);
    if (oldestNs < earliestNs || (completed < issued && lastNs < earliestNs))
      return new WiretaxError(
        'E_CALL_TIMEOUT',
        `a call has had no reply for ${seconds} s; raise callTimeout if the service may be this slow`,
      );
    if (completed === issued && Math.max(overNs, lastNs) < earliestNs)
      return new WiretaxError(
        'E_LOAD_HUNG',
        `it has not ended for ${seconds} s although all calls have completed and no more are allowed`,
      );
    return undefined;
  }
}
