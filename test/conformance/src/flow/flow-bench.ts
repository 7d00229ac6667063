import type { Call } from '@wiretax/core';
import { type Patience, quiet } from '../patience.js';
import { type Flight, InnerCalls, request } from './inner-calls.js';
import { issue, type Outcome } from './outcome.js';

export type Wrap = (call: Call) => Call;

export const abortReason = new Error('the caller gave up');

/** A flow control around a transport whose calls settle when a case says so. */
export class FlowBench {
  readonly inner = new InnerCalls();
  readonly call: Call;
  readonly outcomes: Outcome[] = [];
  /** Whether calls are issued each with a signal of its own. */
  abortable = false;
  readonly #aborts = new Map<number, AbortController>();
  #settled = 0;
  readonly #patience: Patience;

  constructor(wrap: Wrap, patience: Patience) {
    this.#patience = patience;
    this.call = wrap(this.inner.call);
  }

  /** One more call, with the next id. */
  issue(client: number, signal?: AbortSignal, onSettled?: () => void): Outcome {
    const id = this.outcomes.length;
    if (this.abortable) this.#aborts.set(id, new AbortController());
    const outcome = issue(this.call, client, request(id), signal ?? this.#aborts.get(id)?.signal, () => {
      this.#settled += 1;
      onSettled?.();
    });
    this.outcomes.push(outcome);
    return outcome;
  }

  /** Aborts a call that was issued while calls were abortable. */
  abort(id: number): void {
    this.#aborts.get(id)?.abort(abortReason);
  }

  /** So many calls that all places are taken and some wait: the outcomes of those that wait. */
  async fill(limit: number, signal?: AbortSignal): Promise<Outcome[]> {
    const from = this.outcomes.length;
    const before = this.inner.ids.length;
    for (let index = 0; index < 2 * limit + 3; index += 1) this.issue(index, signal);
    await this.starts(before + Math.max(1, limit - 1));
    const started = new Set(this.inner.ids);
    return this.outcomes.filter((_, id) => id >= from && !started.has(id));
  }

  /** How many calls it lets through at a time now, when enough want to. */
  async places(limit: number): Promise<number> {
    await this.fill(limit);
    const places = this.inner.flying.size;
    await this.drain('after all calls in flight were answered');
    return places;
  }

  /** Waits until so many calls have reached the transport in all, and whatever else is about to. */
  async starts(count: number, complaint = 'calls wait although there is room'): Promise<void> {
    await this.#patience.until(
      () => this.inner.ids.length >= count,
      () => `${complaint}: ${String(this.inner.ids.length)} of ${String(count)} calls reach the transport`,
    );
    await quiet();
  }

  /** Ends whatever is in flight, newest first, with a reply unless told otherwise, until all calls have settled. */
  async drain(complaint: string, end = (flight: Flight): void => flight.reply()): Promise<void> {
    while (this.#settled < this.outcomes.length) {
      const before = this.#settled;
      await this.#patience.until(
        () => {
          for (const flight of [...this.inner.flying].reverse()) end(flight);
          return this.#settled > before;
        },
        () => {
          const count = String(this.outcomes.length - this.#settled);
          return `${complaint}: ${count} of ${String(this.outcomes.length)} calls never settle`;
        },
      );
    }
  }

  async settles(outcome: Outcome, complaint: string): Promise<void> {
    await this.#patience.until(() => outcome.settled > 0, complaint);
  }
}
