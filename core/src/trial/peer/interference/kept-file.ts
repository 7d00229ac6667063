import { closeSync, openSync, readSync } from 'node:fs';

/** What is beyond is of no interest: of the files read here only /proc/stat can be longer, which begins with its CPUs. */
const buffer = Buffer.alloc(64 * 1024);

/** A file of /proc or /sys that is kept open, so that a reading takes some microseconds. */
export class KeptFile {
  #descriptor: number | undefined;

  constructor(path: string) {
    try {
      this.#descriptor = openSync(path, 'r');
    } catch {
      this.#descriptor = undefined;
    }
  }

  /** What it holds now; empty if it can't be read. */
  read(): string {
    if (this.#descriptor === undefined) return '';
    try {
      return buffer.toString('latin1', 0, readSync(this.#descriptor, buffer, 0, buffer.length, 0));
    } catch {
      return '';
    }
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    // Its number may soon be that of another file.
    this.#descriptor = undefined;
  }
}
