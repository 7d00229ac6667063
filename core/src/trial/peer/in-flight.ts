/**
 * When the calls in flight were started, so that a call that never returns is noticed. A fixed ring by
 * id: should a slot still be taken when its turn comes round, the older call keeps it.
 */
const slots = 1 << 14;
const mask = slots - 1;

export class InFlight {
  readonly #ids = new Float64Array(slots).fill(-1);
  readonly #startedNs = new Float64Array(slots);

  started(id: number, nowNs: number): void {
    const slot = id & mask;
    if (this.#ids[slot] !== -1) return;
    this.#ids[slot] = id;
    this.#startedNs[slot] = nowNs;
  }

  ended(id: number): void {
    const slot = id & mask;
    if (this.#ids[slot] === id) this.#ids[slot] = -1;
  }

  /** The start of the oldest call in flight, or undefined when there is none. */
  oldestNs(): number | undefined {
    let oldest: number | undefined;
    for (let slot = 0; slot < slots; slot += 1) {
      if (this.#ids[slot] === -1) continue;
      const startedNs = this.#startedNs[slot] ?? 0;
      if (oldest === undefined || startedNs < oldest) oldest = startedNs;
    }
    return oldest;
  }
}
