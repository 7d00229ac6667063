/**
 * Keeps the event loop turning. Calls that settle without I/O (an in-process transport, a connection that
 * is gone) go round in microtasks alone, and no timer, signal or control message would get through.
 *
 * A caller is held up only when the loop has not turned for `2 * patience` completions. With a transport
 * that does I/O that never happens, and the cost is one immediate in `patience` calls.
 */
export class LoopTurn {
  readonly #patience: number;
  #sinceTurn = 0;
  #immediate: NodeJS.Immediate | undefined;
  #next: Promise<void> | undefined;
  #reached: (() => void) | undefined;

  constructor(patience: number) {
    this.#patience = patience;
  }

  /** To be asked after each completion. */
  isOverdue(): boolean {
    if (++this.#sinceTurn < this.#patience) return false;
    this.#arm();
    return this.#sinceTurn >= 2 * this.#patience;
  }

  /** Resolves in the next turn of the event loop, for all who wait. */
  next(): Promise<void> {
    this.#arm();
    this.#next ??= new Promise((resolve) => {
      this.#reached = resolve;
    });
    return this.#next;
  }

  /** Lets go of those who wait. */
  end(): void {
    clearImmediate(this.#immediate);
    this.#turned();
  }

  #arm(): void {
    this.#immediate ??= setImmediate(() => {
      this.#turned();
    });
  }

  #turned(): void {
    const reached = this.#reached;
    this.#immediate = undefined;
    this.#next = undefined;
    this.#reached = undefined;
    this.#sinceTurn = 0;
    reached?.();
  }
}
