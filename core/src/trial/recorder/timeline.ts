import { SCHEMA } from '../../contract/manifest.js';
import type { Timeline } from '../../contract/measured.js';

const mostSlices = 1024;
/** Of a window that has just begun; it doubles whenever the window has outgrown its slices. */
const firstSliceNs = 100_000;

/**
 * The worst response and the number of calls in each slice of a window. Calls come in the order in which they
 * completed, so that the slice at hand is two numbers; memory is fixed, as slices are folded in pairs.
 */
export class TimelineRecorder {
  readonly #worstNs = new Float64Array(mostSlices);
  readonly #calls = new Float64Array(mostSlices);
  #startNs = 0;
  #sliceNs = firstSliceNs;
  #slice = 0;
  #sliceEndNs = 0;
  #worstNow = 0;
  #callsNow = 0;

  /** Begins anew with a window that starts now. */
  reset(startNs: number): void {
    this.#worstNs.fill(0);
    this.#calls.fill(0);
    this.#startNs = startNs;
    this.#sliceNs = firstSliceNs;
    this.#slice = 0;
    this.#sliceEndNs = startNs + firstSliceNs;
    this.#worstNow = 0;
    this.#callsNow = 0;
  }

  record(completedNs: number, responseNs: number): void {
    if (completedNs >= this.#sliceEndNs) this.#moveOn(completedNs);
    this.#callsNow += 1;
    if (responseNs > this.#worstNow) this.#worstNow = responseNs;
  }

  /** Up to the last slice in which a call completed. */
  timeline(): Timeline {
    this.#store();
    const slices = this.#slice + 1;
    return {
      schema: SCHEMA,
      startNs: this.#startNs,
      sliceNs: this.#sliceNs,
      worstNs: [...this.#worstNs.subarray(0, slices)],
      calls: [...this.#calls.subarray(0, slices)],
    };
  }

  #moveOn(completedNs: number): void {
    this.#store();
    const sinceStartNs = completedNs - this.#startNs;
    while (sinceStartNs >= mostSlices * this.#sliceNs) this.#fold();
    this.#slice = Math.floor(sinceStartNs / this.#sliceNs);
    this.#sliceEndNs = this.#startNs + (this.#slice + 1) * this.#sliceNs;
    this.#worstNow = this.#worstNs[this.#slice] ?? 0;
    this.#callsNow = this.#calls[this.#slice] ?? 0;
  }

  #store(): void {
    this.#worstNs[this.#slice] = this.#worstNow;
    this.#calls[this.#slice] = this.#callsNow;
  }

  #fold(): void {
    const half = mostSlices / 2;
    for (let index = 0; index < half; index += 1) {
      const [first, second] = [2 * index, 2 * index + 1];
      this.#worstNs[index] = Math.max(this.#worstNs[first] ?? 0, this.#worstNs[second] ?? 0);
      this.#calls[index] = (this.#calls[first] ?? 0) + (this.#calls[second] ?? 0);
    }
    this.#worstNs.fill(0, half);
    this.#calls.fill(0, half);
    this.#sliceNs *= 2;
  }
}
