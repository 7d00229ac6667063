import type { Use, AxisValues, Axes } from './cell.js';

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
  /**
   * How long load runs before each recorded window, beside the moment that collectors take: the load is never
   * interrupted between the two, so that a window starts warm. Absent in runs of 0.1.0, which had none.
   */
  readonly settleMs?: number;
}

/**
 * Further blocks until it is known well enough, or the time is spent: then `repetitions` is the least number of
 * blocks. At least one is given.
 */
export interface Adaptive {
  /** Half the width of the confidence interval of P99, relative to it, that every usable cell must get below. */
  readonly relativeWidth?: number;
  /** No block is begun that would not end within this; trials of all sessions of the run count. */
  readonly budgetMs?: number;
  /** How many blocks there may be, unless `repetitions` is more; 30 if left out. */
  readonly mostBlocks?: number;
}

export type ThresholdFigure =
  'mean' | 'min' | 'max' | 'p50' | 'p90' | 'p99' | 'p999' | 'p9999' | 'throughput' | 'tailRatio';

/** What rows must keep to, such as `p99(response) < 5ms on tcp.*`. */
export interface Threshold {
  /** As written. */
  readonly text: string;
  readonly figure: ThresholdFigure;
  /** Which latency; null for figures that are no latency. */
  readonly series: 'response' | 'service' | 'lag' | null;
  readonly comparison: '<' | '<=' | '>' | '>=';
  /** Nanoseconds for latencies, calls per second for throughput, a plain number for the tail ratio. */
  readonly limit: number;
  /** Ids of the cells that it is about; each * stands for any characters. */
  readonly cells: string;
}

/** A validated experiment: everything resolved, in plain numbers. Stored in the manifest. */
export interface Experiment {
  readonly name: string;
  readonly axes: Axes;
  /** Extra points, each a small matrix of its own: an axis left out takes all values of the experiment's. */
  readonly include: readonly Partial<Axes>[];
  /** Cells to leave out: those that match every axis of one entry. */
  readonly exclude: readonly Partial<Axes>[];
  /** What ids leave out beside the defaults of axes: in runs that were stored before `load` was one, the load of all cells. */
  readonly unsaid?: Partial<AxisValues>;
  readonly collectors: readonly Use[];
  readonly reporters: readonly string[];
  /** Those that run on request only, by name; none unless given. */
  readonly analyses?: readonly string[];
  /** Whether the command line leaves a page of the run behind, beside what the reporters give; it does when this is left out. */
  readonly page?: false;
  readonly stop: StopCondition;
  readonly warmup: WarmupOptions;
  /** Process launches of each cell; the least number of them when `adaptive` is given. */
  readonly repetitions: number;
  readonly adaptive?: Adaptive;
  readonly seed: number;
  /** A call that takes longer fails its trial; one that some may, if `tolerate` is given. */
  readonly callTimeoutMs: number;
  /** The share of the calls of a window that may fail, above 0 and below 1; none may when it is left out, as it is by 0.1.0. */
  readonly tolerate?: number;
  /** Checked when the run has ended; one that is crossed makes it fail. */
  readonly thresholds: readonly Threshold[];
  /** Whether the null transport is measured too, as the harness's own ceiling. */
  readonly ceiling: boolean;
  /** Settings of plugins by the package's full name. */
  readonly settings: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Machines beside the coordinator's, by name. */
  readonly machines?: Readonly<Record<string, ExperimentMachine>>;
  /** At which peers on other machines reach those on the coordinator's; its loopback address unless given. */
  readonly localAddress?: string;
  /** Processes that share out the callers of a cell; one unless given. */
  readonly clientProcesses?: number;
}

/** A machine of an experiment, and who runs there. */
export interface ExperimentMachine {
  readonly launcher: Use;
  /** Names of peers; those that no machine has run on the coordinator's. */
  readonly peers: readonly string[];
}
