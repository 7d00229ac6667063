import type { Call } from './payload.js';
import type { JsonSchema } from './schema.js';

/**
 * Flow control decides when a call may start. It sits between `scheduled` (the caller is ready) and
 * `started` (the transport is asked), so whatever it makes a call wait shows as response time and lag.
 *
 * A wrapped call must settle exactly once for each time it is called, hand on the request itself and not a
 * copy (it is stamped when it starts), pass the reply or the error through, give back what it holds when a
 * call fails or is aborted, and serve waiting calls in the order they came. A call that is aborted while it
 * waits never reaches the inner one, and no listener stays on its signal. Two wraps share nothing. Runs on
 * the per-call path.
 */
export interface FlowControl {
  /** Schema of the options a user may give beside `use:`. */
  readonly options?: JsonSchema;
  /** Composed outermost first: with `[a, b]` the load calls `a(b(transport))`. Called once per window. */
  wrap(call: Call, options: Readonly<Record<string, unknown>>): Call;
}
