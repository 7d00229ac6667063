import { WiretaxError } from '../../kernel/errors.js';
import { monotonicNs } from '../../kernel/host/clock.js';

/** How a run of load stands. Times are of CLOCK_MONOTONIC. */
export interface LoadState {
  /** Start of the oldest call in flight. */
  readonly oldestNs: number | undefined;
  /** Since when the call has been due that has waited for longest to be started. */
  readonly waitingSinceNs: number | undefined;
  /** When a call last ended, or the run began. */
  readonly lastNs: number;
}

/**
 * Tells load that hangs from load that is slow: a queue may take any time as long as something comes out of it. Nothing is
 * judged at first sight: a process that was stopped finds its timers over before it has read what came in meanwhile.
 */
export class HangWatch {
  readonly #timeoutNs: number;
  #suspected = false;

  constructor(timeoutMs: number) {
    this.#timeoutNs = timeoutMs * 1e6;
  }

  /** An error when it looks as if it hangs, as it did the last time. */
  look(state: LoadState): WiretaxError | undefined {
    const hangs = this.#hangs(state, monotonicNs() - this.#timeoutNs);
    const again = hangs && this.#suspected;
    this.#suspected = hangs;
    if (!again) return undefined;
    const seconds = String(this.#timeoutNs / 1e9);
    const reason = `a call has had no reply for ${seconds} s; raise callTimeout if the service may be this slow`;
    return new WiretaxError('E_CALL_TIMEOUT', reason);
  }

  #hangs({ oldestNs = Infinity, waitingSinceNs = Infinity, lastNs }: LoadState, earliestNs: number): boolean {
    return oldestNs < earliestNs || (waitingSinceNs < earliestNs && lastNs < earliestNs);
  }
}
