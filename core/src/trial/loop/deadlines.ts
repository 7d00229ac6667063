import { type Attempts, Slot } from './attempts.js';
import { Line } from './line.js';

const never = Number.POSITIVE_INFINITY;

/** When calls are late. All have the same time, so that the first to start is the first to be late: a line, and no heap. */
export class Deadlines {
  readonly #line = new Line();
  #afterNs = never;

  /** Infinite for none. */
  begin(afterNs: number): void {
    this.#afterNs = afterNs;
    this.#line.clear();
  }

  /** The first; its call may be over by then. */
  get nextNs(): number {
    return this.#line.length === 0 ? never : this.#line.dueNs(false) + this.#afterNs;
  }

  push(call: number, startedNs: number, attempts: Attempts): void {
    if (this.#afterNs === never) return;
    this.#skip(attempts);
    this.#line.push(startedNs, call);
  }

  /** Takes out the first call that is late by now, -1 without any. */
  take(nowNs: number, attempts: Attempts): number {
    this.#skip(attempts);
    if (this.nextNs > nowNs) return -1;
    const call = this.#line.who(false);
    this.#line.drop(false);
    return call;
  }

  /** Those at the head that are over. */
  #skip(attempts: Attempts): void {
    while (this.#line.length > 0 && !isAlive(this.#line.who(false), this.#line.dueNs(false), attempts))
      this.#line.drop(false);
  }
}

function isAlive(call: number, startedNs: number, attempts: Attempts): boolean {
  const state = attempts.state[call];
  return (
    attempts.firstNs[call] === startedNs &&
    attempts.call[call] === call &&
    (state === Slot.flying || state === Slot.resting)
  );
}
