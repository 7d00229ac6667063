const fewest = 64;

/** Calls that wait: since when each is due, and whose it is. A ring that grows; taken from either end. */
export class Line {
  #dueNs = new Float64Array(fewest);
  #who = new Int32Array(fewest);
  #head = 0;
  length = 0;

  push(dueNs: number, who: number): void {
    if (this.length === this.#dueNs.length) this.#grow();
    this.#put((this.#head + this.length) & (this.#dueNs.length - 1), dueNs, who);
  }

  /** Back to the front, for a call that did not leave after all. */
  putBack(dueNs: number, who: number): void {
    if (this.length === this.#dueNs.length) this.#grow();
    this.#head = (this.#head - 1) & (this.#dueNs.length - 1);
    this.#put(this.#head, dueNs, who);
  }

  /** Of the one whose turn it is: the oldest, or the newest if `last`. */
  dueNs(last: boolean): number {
    return this.#dueNs[this.#at(last)] ?? 0;
  }

  who(last: boolean): number {
    return this.#who[this.#at(last)] ?? 0;
  }

  drop(last: boolean): void {
    if (!last) this.#head = (this.#head + 1) & (this.#dueNs.length - 1);
    this.length -= 1;
  }

  clear(): void {
    this.#head = 0;
    this.length = 0;
  }

  #put(at: number, dueNs: number, who: number): void {
    this.#dueNs[at] = dueNs;
    this.#who[at] = who;
    this.length += 1;
  }

  #at(last: boolean): number {
    return last ? (this.#head + this.length - 1) & (this.#dueNs.length - 1) : this.#head;
  }

  #grow(): void {
    const { length } = this.#dueNs;
    const dueNs = new Float64Array(2 * length);
    const who = new Int32Array(2 * length);
    for (let index = 0; index < length; index += 1) {
      const at = (this.#head + index) & (length - 1);
      dueNs[index] = this.#dueNs[at] ?? 0;
      who[index] = this.#who[at] ?? 0;
    }
    this.#dueNs = dueNs;
    this.#who = who;
    this.#head = 0;
  }
}
