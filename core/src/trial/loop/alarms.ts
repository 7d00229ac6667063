const fewest = 64;

/** Instants with what each is for, the earliest first: a binary heap in two columns. */
export class Alarms {
  #atNs = new Float64Array(fewest);
  #what = new Float64Array(fewest);
  length = 0;

  /** Infinite without any. */
  get firstNs(): number {
    return this.length === 0 ? Number.POSITIVE_INFINITY : (this.#atNs[0] ?? 0);
  }

  push(atNs: number, what: number): void {
    if (this.length === this.#atNs.length) this.#grow();
    let at = this.length;
    this.length += 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if ((this.#atNs[above] ?? 0) <= atNs) break;
      this.#move(above, at);
      at = above;
    }
    this.#atNs[at] = atNs;
    this.#what[at] = what;
  }

  /** Takes the first out, and says what it is for. */
  pop(): number {
    const what = this.#what[0] ?? 0;
    this.length -= 1;
    const last = this.length;
    const atNs = this.#atNs[last] ?? 0;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= last) break;
      if (below + 1 < last && (this.#atNs[below + 1] ?? 0) < (this.#atNs[below] ?? 0)) below += 1;
      if ((this.#atNs[below] ?? 0) >= atNs) break;
      this.#move(below, at);
      at = below;
    }
    this.#move(last, at);
    return what;
  }

  clear(): void {
    this.length = 0;
  }

  #move(from: number, to: number): void {
    this.#atNs[to] = this.#atNs[from] ?? 0;
    this.#what[to] = this.#what[from] ?? 0;
  }

  #grow(): void {
    const [atNs, what] = [new Float64Array(2 * this.length), new Float64Array(2 * this.length)];
    atNs.set(this.#atNs);
    what.set(this.#what);
    this.#atNs = atNs;
    this.#what = what;
  }
}
