import { loopIdleNs } from '../../kernel/host/clock.js';

/** Shorter pauses are not noted: garbage collection and time slices of the scheduler make them everywhere. */
export const leastPauseNs = 10e6;
const mostKept = 16;
/** How often the idle time is read. It costs less than 0.1 µs, and what is known of a pause is blurred by no more than this. */
const lookNs = 1e6;

/** A stretch in which a process saw no call. */
export interface Stretch {
  /** CLOCK_MONOTONIC. */
  readonly startNs: number;
  readonly lengthNs: number;
  /** How much of it the event loop of the process waited for events. */
  readonly idleNs: number;
}

/** What one process saw of the pauses in a window. */
export interface SeenPauses {
  /** When the window began; CLOCK_MONOTONIC. */
  readonly startNs: number;
  readonly count: number;
  readonly totalNs: number;
  /** The longest, in the order in which they came. */
  readonly longest: readonly Stretch[];
}

/**
 * Notes for how long no call was seen. A call costs a comparison and a store: a pause is longer than the time from one look to the next,
 * so that only a look can find one.
 */
export class PauseWatch {
  readonly #idleNs: () => number;
  #startNs = 0;
  #lastNs = 0;
  #nextLookNs = 0;
  #idleAtLookNs = 0;
  #count = 0;
  #totalNs = 0;
  #longest: Stretch[] = [];

  constructor(idleNs: () => number = loopIdleNs) {
    this.#idleNs = idleNs;
    this.#rehearse();
  }

  /** Begins anew with a window that starts now. */
  reset(startNs: number): void {
    this.#startNs = startNs;
    this.#lastNs = startNs;
    this.#nextLookNs = startNs + lookNs;
    this.#idleAtLookNs = this.#idleNs();
    this.#count = 0;
    this.#totalNs = 0;
    this.#longest = [];
  }

  /** A call was seen. */
  seen(nowNs: number): void {
    if (nowNs >= this.#nextLookNs) this.#look(nowNs);
    this.#lastNs = nowNs;
  }

  pauses(): SeenPauses {
    return {
      startNs: this.#startNs,
      count: this.#count,
      totalNs: this.#totalNs,
      longest: this.#longest.toSorted((a, b) => a.startNs - b.startNs),
    };
  }

  #look(nowNs: number): void {
    const idleNs = this.#idleNs();
    const lengthNs = nowNs - this.#lastNs;
    if (lengthNs >= leastPauseNs) {
      const idle = Math.min(lengthNs, Math.round(idleNs - this.#idleAtLookNs));
      this.#note({ startNs: this.#lastNs, lengthNs, idleNs: idle });
    }
    this.#idleAtLookNs = idleNs;
    this.#nextLookNs = nowNs + lookNs;
  }

  /** What is taken for the first time in a window makes V8 throw the code of the per-call path away. */
  #rehearse(): void {
    for (let round = 0; round < 2; round += 1) {
      this.reset(0);
      for (let call = 1; call <= mostKept + 2; call += 1) {
        this.seen(2 * call * leastPauseNs);
        this.seen(2 * call * leastPauseNs + lookNs);
      }
    }
    this.reset(0);
  }

  #note(pause: Stretch): void {
    this.#count += 1;
    this.#totalNs += pause.lengthNs;
    this.#longest.push(pause);
    if (this.#longest.length > mostKept) this.#longest.sort((a, b) => b.lengthNs - a.lengthNs).pop();
  }
}
