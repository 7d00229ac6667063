/** What a slot holds. */
export const Slot = {
  free: 0,
  /** An attempt is in flight. */
  flying: 1,
  /** Its call is over, or has given it up; its end is still to come, and nobody waits for it. */
  givenUp: 2,
  /** The first attempt of a call has failed, and the call goes on. */
  resting: 3,
} as const;

/**
 * Attempts in columns, by slot. A call has the slot of its first attempt, in which everything is that is known of the call; each
 * further attempt has a slot of its own. Slots are used again, the last one first, and their number grows with what is in flight.
 */
export class Attempts {
  /** Of the call. */
  dueNs = new Float64Array(64);
  firstNs = new Float64Array(64);
  caller = new Int32Array(64);
  /** Attempts in flight, and how many there were. */
  flying = new Int32Array(64);
  tries = new Int32Array(64);
  lastOutcome = new Uint8Array(64);
  /** Of the attempt. */
  startedNs = new Float64Array(64);
  state = new Uint8Array(64);
  /** The slot of its call. */
  call = new Int32Array(64);
  /** The next attempt of the same call, or -1. */
  sibling = new Int32Array(64);
  /** Changes whenever a slot is given back, so that an alarm knows whether it is still meant. */
  generation = new Int32Array(64);
  #free = new Int32Array(64);
  #freeCount = 0;
  /** How many slots have ever been used. */
  used = 0;

  take(): number {
    if (this.#freeCount > 0) {
      this.#freeCount -= 1;
      return this.#free[this.#freeCount] ?? 0;
    }
    if (this.used === this.state.length) this.#grow();
    this.used += 1;
    return this.used - 1;
  }

  give(slot: number): void {
    this.state[slot] = Slot.free;
    this.renew(slot);
    this.#free[this.#freeCount] = slot;
    this.#freeCount += 1;
  }

  renew(slot: number): void {
    this.generation[slot] = ((this.generation[slot] ?? 0) + 1) & 1023;
  }

  /** The start of the oldest attempt that somebody waits for; undefined without any. */
  oldestNs(): number | undefined {
    let oldest: number | undefined;
    for (let slot = 0; slot < this.used; slot += 1) {
      if (this.state[slot] !== Slot.flying) continue;
      const startedNs = this.startedNs[slot] ?? 0;
      if (oldest === undefined || startedNs < oldest) oldest = startedNs;
    }
    return oldest;
  }

  #grow(): void {
    const length = 2 * this.state.length;
    const floats = (old: Float64Array): Float64Array<ArrayBuffer> => {
      const grown = new Float64Array(length);
      grown.set(old);
      return grown;
    };
    const integers = (old: Int32Array): Int32Array<ArrayBuffer> => {
      const grown = new Int32Array(length);
      grown.set(old);
      return grown;
    };
    const bytes = (old: Uint8Array): Uint8Array<ArrayBuffer> => {
      const grown = new Uint8Array(length);
      grown.set(old);
      return grown;
    };
    this.dueNs = floats(this.dueNs);
    this.firstNs = floats(this.firstNs);
    this.startedNs = floats(this.startedNs);
    this.caller = integers(this.caller);
    this.flying = integers(this.flying);
    this.tries = integers(this.tries);
    this.call = integers(this.call);
    this.sibling = integers(this.sibling);
    this.generation = integers(this.generation);
    this.#free = integers(this.#free);
    this.lastOutcome = bytes(this.lastOutcome);
    this.state = bytes(this.state);
  }
}
