import type { Outcome } from './outcome.js';
import type { Call, Handler } from './payload.js';
import type { JsonSchema } from './schema.js';

/**
 * Flow control says whether a call that is due may start, how often it is tried, what goes over the wire, and what the server does
 * about it. It gives one or more of the four. Each part is made anew for every run of load; two share nothing. What must outlive a run
 * lives at the server.
 *
 * Of several flows the gates are asked in the order of the config; at most one may bring `again`; the first `around` is the outermost.
 */
export interface FlowControl {
  /** Schema of the options a user may give beside `use:`. Without it, any option is refused. */
  readonly options?: JsonSchema;
  gate?(options: FlowOptions): Gate;
  again?(options: FlowOptions): Again;
  /**
   * Changes what goes over the wire, as putting several calls into one message does. The call that it gives must settle exactly once for
   * each time it is called, with a reply of its own to that request or with the reason, also when the inner call throws.
   */
  around?(call: Call, options: FlowOptions): Call;
  /** The server's half: runs in the server peer, around its handler. */
  serve?(handler: Handler, options: ServeOptions): Handler;
}

export interface ServeOptions {
  /** The user's options, valid by {@link FlowControl.options}, frozen. */
  readonly options: Readonly<Record<string, unknown>>;
}

export interface FlowOptions extends ServeOptions {
  /** Callers of this process. */
  readonly callers: number;
  /** This process is `part` of `parts`, counted from 0: a limit over all clients is to be split. */
  readonly part: number;
  readonly parts: number;
  /** Uniform in [0, 1), seeded by the trial and by the run of load. */
  readonly random: () => number;
}

/**
 * Asked about the head of one line of calls: when one joins an empty line (any line, if `lifo`), when a call leaves, at instants that it
 * named, and when the transport has room again. Nobody is overtaken. Only when all gates of a cell say 0 do all of them take the call, so
 * that nobody holds a part of what he needs. Runs per call: numbers only, no allocation, no I/O, no clock of its own.
 */
export interface Gate {
  /** Which of those that wait goes first; `lifo` if any gate of the cell says so. */
  readonly order?: 'fifo' | 'lifo';
  /**
   * May the call that has been due since `sinceNs` start now? 0: yes. An instant after `nowNs`: ask again then. Infinity: when a call leaves,
   * which a gate may not say while no call is inside (E_GATE_STUCK). -1: never; it is counted as rejected. Takes nothing: may be asked any
   * number of times. Instants are ns of CLOCK_MONOTONIC.
   */
  ready(nowNs: number, sinceNs: number): number;
  /** It starts. Once a call, whatever the number of its attempts. */
  enter(nowNs: number): void;
  /**
   * Once for each `enter`, also of calls that failed, were late or went unsent. `serviceNs` counts from the start of the first attempt;
   * `grant` is what the server said, `toldNot` if it said nothing.
   */
  leave(nowNs: number, serviceNs: number, outcome: Outcome, grant: number): void;
}

/**
 * More attempts at a call. Core owns their timers, their cancelling and their counting. Attempts beyond the first are bounded by `may` and
 * by the transport's room, not by gates; each has a start of its own, and service counts from the first.
 */
export interface Again {
  /** Attempt `attempt`, from 1, has started and no answer has come: when to start another, ns from now; Infinity: not. */
  hedge(attempt: number): number;
  /** All `attempts` have failed, the last one like this: how long to wait before another, ns; Infinity: give up. */
  retry(attempts: number, outcome: Outcome): number;
  /** Asked when another attempt is due; takes it from the budget if it says yes. */
  may(): boolean;
  /** The call has ended. */
  ended(serviceNs: number, outcome: Outcome, attempts: number): void;
}
