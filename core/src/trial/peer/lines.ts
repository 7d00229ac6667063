/** Splits a stream of text into lines. Sans I/O; a line beyond the limit throws, so that memory is bounded. */
export class LineSplitter {
  readonly #limit: number;
  #rest = '';

  constructor(limit = 4 * 1024 * 1024) {
    this.#limit = limit;
  }

  /** The lines that this chunk completes, without their ends. */
  push(chunk: string): readonly string[] {
    const lines = (this.#rest + chunk).split('\n');
    this.#rest = lines.pop() ?? '';
    if (this.#rest.length > this.#limit) {
      this.#rest = '';
      throw new Error(`a line is longer than ${String(this.#limit)} characters`);
    }
    return lines;
  }

  /** What came after the last line end. */
  get rest(): string {
    return this.#rest;
  }
}
