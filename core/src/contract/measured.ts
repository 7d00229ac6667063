import type { Interference } from './interference.js';
import type { Tally } from './outcome.js';
import type { SCHEMA } from './manifest.js';
import type { Pauses } from './pauses.js';

/**
 * Latency in ns. A percentile is null where the sample doesn't support it, which takes n ≥ 10 / (1 - q), and where it lies beyond the
 * range of the histogram, 2^36 - 1 ns or 68.7 s: `isBeyondRange` tells the two apart, `latencyText` says `> 68.7 s`. `overflow` counts the
 * values beyond. Mean, minimum and maximum are exact; of such values version 0.1.0 did not keep them, and there they are null.
 */
export interface Latency {
  readonly count: number;
  readonly mean: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p99: number | null;
  readonly p999: number | null;
  readonly p9999: number | null;
  readonly overflow: number;
}

/**
 * How busy a peer was in its window; recorded by the kernel for every trial, so that a row can be judged. Null is *not told*: a command has
 * no event loop, and some systems tell less.
 */
export interface Vitals {
  readonly wallNs: number;
  /** CPU time of all threads of all its processes. */
  readonly userNs: number;
  readonly systemNs: number;
  /** Share of the window in which the main thread's event loop was not idle, 0 to 1. */
  readonly loopUtilisation: number | null;
  /** CPU time of the main thread over wall time, 0 to 1. */
  readonly mainThreadCpu: number | null;
  /** CPU time of the busiest thread over wall time, 0 to 1; of peers that have no event loop. */
  readonly busiestThread: number | null;
  /** CPUs' worth of time that it could have had. */
  readonly allottedCpus: number | null;
  readonly gcPauseNs: number | null;
  readonly gcCount: number | null;
  readonly peakRssBytes: number | null;
  readonly processes: number;
  /** What kept it from running; records of 0.1.0 have none. */
  readonly interference?: Interference;
}

export interface WarmupRecord {
  readonly durationNs: number;
  /** Whether it was seen that the rate had settled. */
  readonly steady: boolean;
  readonly calls: number;
  /** Absent in runs of 0.1.0. */
  readonly rise?: Rise;
}

/** What share of its final rate a load still lacks; below 0 if it is slowing down. 90 % interval. */
export interface Rise {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/** How the rate changed over a window: a ratio minus 1 from one end to the other, and its standard error. */
export interface Drift {
  readonly change: number;
  readonly error: number;
}

/** What the measured window brought. Histograms lie beside it in the trial's folder. */
export interface Measured {
  /** Answered calls: those of the histograms. */
  readonly calls: number;
  readonly failedCalls: number;
  /** Sendings: more than calls where some were tried several times. Extra load is `attempts / (calls + failedCalls) - 1`. */
  readonly attempts: number;
  /** What became of all that were due; left out by 0.1.0. */
  readonly tally?: Tally;
  /** Open load: how late the generator noticed that calls were due; left out by 0.1.0. */
  readonly lateness?: Latency;
  readonly durationNs: number;
  /** Calls per second. */
  readonly throughput: number;
  /** Null where there is too little to tell; absent in runs of 0.1.0. */
  readonly drift?: Drift | null;
  readonly response: Latency;
  readonly service: Latency;
  readonly lag: Latency;
  /**
   * Start of the call to the server's handler, and end of the handler to the reply. Only of calls of which that is told: `count` is below
   * `calls` where a server gives no stamps, or another clock than the client's, and 0 where none does.
   */
  readonly toServer: Latency;
  readonly toClient: Latency;
  /** By name; without those of which nothing is known, as they share another's process or run where nothing is told. */
  readonly peers: Readonly<Record<string, Vitals>>;
  /** What each client process saw, by name, where there are several; `calls` and latencies are of all together. */
  readonly clients?: Readonly<Record<string, ClientShare>>;
  /** When nothing completed; left out by 0.1.0. */
  readonly pauses?: Pauses;
}

/** The part that one of several client processes had in a window. */
export type ClientShare = Pick<Measured, 'calls' | 'throughput' | 'response' | 'lag'>;

/**
 * `timeline.json` of a trial: its measured window in slices of equal length, at most 1,024. Slice i begins at
 * `startNs + i * sliceNs`, ns of CLOCK_MONOTONIC; a call belongs to the slice in which it completed.
 */
export interface Timeline {
  readonly schema: typeof SCHEMA;
  readonly startNs: number;
  readonly sliceNs: number;
  /** The longest response in each slice, ns; 0 where no call completed. */
  readonly worstNs: readonly number[];
  /** How many calls completed in each slice. */
  readonly calls: readonly number[];
}
