import { Durations } from './durations.js';
import type { SystemCallEvent } from './system-call-event.js';
import type { TracedCall } from './traced-call.js';

interface Entry {
  readonly number: number;
  readonly atNs: number;
}

/** Results from here to -1 are errors. */
const lowestError = -4095;

/** Makes calls of entries and exits. Calls that lack one of the two, at the ends of the window, don't count. */
export class SystemCallTable {
  readonly #open = new Map<number, Entry>();
  readonly #calls = new Map<number, { errors: number; durations: Durations }>();
  #firstNs = Infinity;
  #lastNs = -Infinity;

  /** Events of a thread come in the order of their times. */
  add({ thread, atNs, number, result }: SystemCallEvent): void {
    this.#firstNs = Math.min(this.#firstNs, atNs);
    this.#lastNs = Math.max(this.#lastNs, atNs);
    if (result === undefined) {
      this.#open.set(thread, { number, atNs });
      return;
    }
    const entry = this.#open.get(thread);
    this.#open.delete(thread);
    // Another number: what came between was lost.
    if (entry?.number !== number || atNs < entry.atNs) return;
    const call = this.#calls.get(number) ?? { errors: 0, durations: new Durations() };
    this.#calls.set(number, call);
    call.durations.add(atNs - entry.atNs);
    if (result < 0 && result >= lowestError) call.errors += 1;
  }

  /** From the first event to the last. */
  get spanNs(): number {
    return Math.max(0, this.#lastNs - this.#firstNs);
  }

  /** The longest first. `scale` is what counts and times are to be multiplied by. */
  calls(nameOf: (number: number) => string, scale = 1): readonly TracedCall[] {
    const calls = [...this.#calls].map(([number, { errors, durations }]): TracedCall => {
      const [p50Ns, p99Ns] = [durations.quantileNs(0.5), durations.quantileNs(0.99)];
      return {
        name: nameOf(number),
        calls: Math.round(durations.count * scale),
        errors: Math.round(errors * scale),
        timeNs: Math.round(durations.sumNs * scale),
        ...(p50Ns === undefined ? {} : { p50Ns }),
        ...(p99Ns === undefined ? {} : { p99Ns }),
      };
    });
    return calls.sort((a, b) => b.timeNs - a.timeNs);
  }
}
