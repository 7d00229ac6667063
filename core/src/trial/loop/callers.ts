/** Which caller makes the next call of an open load: the one that has been free for longest; if none is, one after the other. */
export class Callers {
  readonly #inFlight: Int32Array;
  readonly #free: Int32Array;
  #head = 0;
  #count: number;
  #turn = 0;

  constructor(callers: number) {
    this.#inFlight = new Int32Array(callers);
    this.#free = Int32Array.from({ length: callers }, (_, caller) => caller);
    this.#count = callers;
  }

  take(): number {
    const { length } = this.#free;
    let caller = this.#turn;
    if (this.#count > 0) {
      caller = this.#free[this.#head] ?? 0;
      this.#head = (this.#head + 1) % length;
      this.#count -= 1;
    } else {
      this.#turn = (this.#turn + 1) % length;
    }
    this.#inFlight[caller] = (this.#inFlight[caller] ?? 0) + 1;
    return caller;
  }

  release(caller: number): void {
    const left = (this.#inFlight[caller] ?? 0) - 1;
    this.#inFlight[caller] = left;
    if (left > 0) return;
    const { length } = this.#free;
    this.#free[(this.#head + this.#count) % length] = caller;
    this.#count += 1;
  }
}
