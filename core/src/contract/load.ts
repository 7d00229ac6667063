import type { JsonSchema } from './schema.js';

/**
 * A load model says when calls are due. Core owns the rest: callers, the line of those that wait, the clock, chance, counting, and that
 * the event loop turns. It runs in the client peer, for the warm-up and for every recorded window.
 */
export interface LoadModel {
  /** `closed`: each caller is due again after its own last call. `open`: calls are due at planned instants, whether or not earlier ones have returned. */
  readonly kind: 'closed' | 'open';
  /** Schema of the options a user may give beside `use:`. Without it, any option is refused. */
  readonly options?: JsonSchema;
  /** Called once for each run of load. A promise where a file has to be read first; nothing is read once it has resolved. */
  pace(options: PaceOptions): Pace | Promise<Pace>;
}

export interface PaceOptions {
  /** The user's options, valid by {@link LoadModel.options}, frozen; `{}` when there are none. */
  readonly options: Readonly<Record<string, unknown>>;
  /** The number of callers, ≥ 1: the axis `concurrency`. */
  readonly callers: number;
  /** This process's share of an open load: process `part` of `parts`, counted from 0. Their schedules together are the cell's. */
  readonly part: number;
  readonly parts: number;
  /** Uniform in [0, 1), seeded by the trial and by the run of load. */
  readonly random: () => number;
}

/** When calls are due. Asked once a call: no I/O, no clock, no chance but `random`, so that the same seed gives the same answers. */
export interface Pace {
  /**
   * Instants are ns since load began, fractions allowed.
   *
   * closed: `caller` has been free since `afterNs`, 0 at first; when is its next call due? Not before `afterNs`.
   *
   * open: `afterNs` is what was answered last, 0 at first, and `caller` 0; when is the next call due? Not before `afterNs`.
   *
   * Infinity ends this caller, or the schedule. An answer that is NaN or too early fails the trial (E_PACE).
   */
  next(afterNs: number, caller: number): number;
}
