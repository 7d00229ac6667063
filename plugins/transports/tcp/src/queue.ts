export interface Queued<T> {
  next: T | undefined;
}

/** First in, first out, without memory beside the items themselves. An item is in one queue at a time. */
export class Queue<T extends Queued<T>> {
  #first: T | undefined;
  #last: T | undefined;

  get first(): T | undefined {
    return this.#first;
  }

  push(item: T): void {
    if (this.#last === undefined) this.#first = item;
    else this.#last.next = item;
    this.#last = item;
  }

  shift(): T | undefined {
    const item = this.#first;
    this.#first = item?.next;
    if (this.#first === undefined) this.#last = undefined;
    return item;
  }
}
