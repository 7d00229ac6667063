/** A place in a waiting line. An object that waits is its own node, so that joining allocates nothing. */
export interface Waiting<T> {
  before: T | undefined;
  behind: T | undefined;
}

/** First in, first out, and anyone may leave from the middle: each in constant time. */
export class WaitingLine<T extends Waiting<T>> {
  #first: T | undefined;
  #last: T | undefined;

  get isEmpty(): boolean {
    return this.#first === undefined;
  }

  join(waiter: T): void {
    waiter.before = this.#last;
    waiter.behind = undefined;
    if (this.#last) this.#last.behind = waiter;
    else this.#first = waiter;
    this.#last = waiter;
  }

  /** Takes out the one who has waited longest. */
  take(): T | undefined {
    const first = this.#first;
    if (first) this.leave(first);
    return first;
  }

  /** The waiter must be in the line. */
  leave(waiter: T): void {
    const { before, behind } = waiter;
    if (before) before.behind = behind;
    else this.#first = behind;
    if (behind) behind.before = before;
    else this.#last = before;
    waiter.before = undefined;
    waiter.behind = undefined;
  }
}
