interface Waiter {
  readonly admit: () => void;
  hasLeft: boolean;
  next: Waiter | undefined;
}

/** First come, first served. A linked list, so that a line of any length costs the same per call. */
export class WaitingLine {
  #first: Waiter | undefined;
  #last: Waiter | undefined;

  /** Resolves when its turn has come; rejects with the signal's reason if that aborts before. */
  join(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const leave = (): void => {
        waiter.hasLeft = true;
        reject(signal?.reason as Error);
      };
      const waiter: Waiter = {
        admit: () => {
          signal?.removeEventListener('abort', leave);
          resolve();
        },
        hasLeft: false,
        next: undefined,
      };
      signal?.addEventListener('abort', leave, { once: true });
      if (this.#last === undefined) this.#first = waiter;
      else this.#last.next = waiter;
      this.#last = waiter;
    });
  }

  /** Lets the first in line through; false if nobody waits. */
  admit(): boolean {
    for (let waiter = this.#first; waiter !== undefined; waiter = waiter.next) {
      this.#first = waiter.next;
      if (this.#first === undefined) this.#last = undefined;
      if (waiter.hasLeft) continue;
      waiter.admit();
      return true;
    }
    return false;
  }
}
