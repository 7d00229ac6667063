import type { Link } from './transport.js';

/** A contribution by name with its options, as the config writes `{use: grpc, channels: 4}`. */
export interface Use {
  readonly use: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** How ids and tables call it: the name, or the name and its options (`semaphore-50`), or the user's `as`. */
  readonly label: string;
}

export interface Size {
  readonly requestBytes: number;
  readonly replyBytes: number;
}

export type Placement = 'split' | 'shared' | 'none';

/** One point of the matrix. Frozen. */
export interface Cell {
  /** `tcp.64B.c10`, with further parts for every axis that is not at its default. */
  readonly id: string;
  readonly transport: Use;
  readonly size: Size;
  readonly concurrency: number;
  /** Outermost first; empty for none. */
  readonly flow: readonly Use[];
  readonly codec: Use;
  readonly link: Link;
  readonly placement: Placement;
  readonly serviceTimeNs: number;
}

/** The axes of the matrix; each has at least one value. */
export interface Axes {
  readonly transport: readonly Use[];
  readonly size: readonly Size[];
  readonly concurrency: readonly number[];
  readonly flow: readonly (readonly Use[])[];
  readonly codec: readonly Use[];
  readonly link: readonly Link[];
  readonly placement: readonly Placement[];
  readonly serviceTimeNs: readonly number[];
}

/** What stops a recorded window: whichever comes first. At least one is given. */
export interface StopCondition {
  /** Calls per client, on average: the window's budget is this times the concurrency, shared by all clients. */
  readonly requests?: number;
  readonly durationMs?: number;
}

export interface WarmupOptions {
  /** At least this long. */
  readonly minMs: number;
  /** At most this long; if throughput has not settled by then, or `minCalls` were not made, the trial is `unsteady`. */
  readonly maxMs: number;
  /**
   * At least this many calls. A cold path runs at an even, slow rate until V8 has compiled it, which
   * takes 2,000 to 3,000 calls of any of the built-in transports: throughput alone looks settled before.
   */
  readonly minCalls: number;
}

/** A validated experiment: everything resolved, in plain numbers. Stored in the manifest. */
export interface Experiment {
  readonly name: string;
  readonly axes: Axes;
  /** Extra points, each a small matrix of its own: an axis left out takes all values of the experiment's. */
  readonly include: readonly Partial<Axes>[];
  /** Cells to leave out: those that match every axis of one entry. */
  readonly exclude: readonly Partial<Axes>[];
  readonly load: Use;
  readonly collectors: readonly Use[];
  readonly reporters: readonly string[];
  readonly stop: StopCondition;
  readonly warmup: WarmupOptions;
  /** Process launches of each cell. */
  readonly repetitions: number;
  readonly seed: number;
  /** A call that takes longer fails its trial. */
  readonly callTimeoutMs: number;
  /** Whether the null transport is measured too, as the harness's own ceiling. */
  readonly ceiling: boolean;
  /** Settings of plugins by the package's full name. */
  readonly settings: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
