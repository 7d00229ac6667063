import type { Call, Payload } from './payload.js';
import type { JsonSchema } from './schema.js';

/**
 * A load model decides when each caller is ready. It runs in the client peer, for the warmup and for
 * every recorded window.
 *
 * For each call it must, in this order: ask `next`, make a request, `await call`, then `record`; or
 * `fail`, if the call rejected. `scheduledNs` is when the caller meant to call: the completion of its
 * last call under closed load, the planned instant under open load. It must not be moved later because
 * the generator fell behind.
 */
export interface LoadModel {
  /** `open` if calls are due at planned instants whether or not earlier ones have returned. */
  readonly kind: 'closed' | 'open';
  readonly options?: JsonSchema;
  /** Lets the event loop turn between calls. Resolves when all calls that it issued have settled. Rejects with the reason when `signal` aborts. */
  run(options: LoadOptions): Promise<LoadSummary>;
}

export interface LoadOptions {
  /** The number of callers, ≥ 1. */
  readonly clients: number;
  readonly options: Readonly<Record<string, unknown>>;
  /** Nanoseconds of CLOCK_MONOTONIC. */
  readonly now: () => number;
  /** Whether one more call may be issued; true takes it from the budget. False once: no more calls, by any caller. */
  readonly next: () => boolean;
  /** A fresh request for this caller. */
  readonly request: (client: number) => Payload;
  /** Flow control and transport. Stamps the request with the instant at which it started. */
  readonly call: Call;
  /** Takes a reply; throws if it is not the answer to the request. Returns the completion time, ns. */
  readonly record: (scheduledNs: number, request: Payload, reply: Payload) => number;
  /** Takes a failed call; throws when the trial tolerates no more. Returns the time, ns. */
  readonly fail: (scheduledNs: number, request: Payload, error: unknown) => number;
  /** Uniform in [0, 1), seeded by the trial. */
  readonly random: () => number;
  readonly signal: AbortSignal;
}

/** Checked against what was recorded: a load that loses or invents calls fails its trial. */
export interface LoadSummary {
  readonly issued: number;
  readonly completed: number;
  readonly failed: number;
}
