const CALLS_PER_TURN = 256;
const BYTES_PER_TURN = 1 << 20;

/**
 * Lets the event loop have its turn. Calls that settle in microtasks alone would keep timers, signals and
 * the control stream out for ever. So once the calls of a turn have used up its budget, all further ones
 * wait for the next turn. The budget is bytes too, or large messages would make the turns long.
 */
export class Turn {
  #calls = CALLS_PER_TURN;
  #bytes = BYTES_PER_TURN;
  #waiting: (() => void)[] = [];

  /** Takes one call from the budget. False when that is used up: the call has to `wait`. */
  take(bytes: number): boolean {
    this.#calls -= 1;
    this.#bytes -= bytes;
    return this.#calls >= 0 && this.#bytes >= 0;
  }

  /** Calls back in the next turn. */
  wait(ready: () => void): void {
    if (this.#waiting.push(ready) === 1) setImmediate(this.#next);
  }

  readonly #next = (): void => {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#calls = CALLS_PER_TURN;
    this.#bytes = BYTES_PER_TURN;
    for (const ready of waiting) ready();
  };
}
