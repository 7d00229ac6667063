import type { Interference } from './interference.js';
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

/** How busy a peer was in its window; recorded by the kernel for every trial, so that a row can be judged. */
export interface Vitals {
  readonly wallNs: number;
  /** CPU time of all threads. */
  readonly userNs: number;
  readonly systemNs: number;
  /** Share of the window in which the main thread's event loop was not idle, 0 to 1. */
  readonly loopUtilisation: number;
  /** CPU time of the main thread over wall time, 0 to 1; null where the system doesn't tell. */
  readonly mainThreadCpu: number | null;
  readonly gcPauseNs: number;
  readonly gcCount: number;
  readonly peakRssBytes: number;
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
  readonly calls: number;
  readonly failedCalls: number;
  readonly durationNs: number;
  /** Calls per second. */
  readonly throughput: number;
  /** Null where there is too little to tell; absent in runs of 0.1.0. */
  readonly drift?: Drift | null;
  readonly response: Latency;
  readonly service: Latency;
  readonly lag: Latency;
  /** Start of the call to the server's handler, and end of the handler to the reply; same host only. */
  readonly toServer: Latency;
  readonly toClient: Latency;
  readonly client: Vitals;
  /** The server peer's; null when both ends share a process. */
  readonly server: Vitals | null;
  /** When nothing completed; left out by 0.1.0. */
  readonly pauses?: Pauses;
}

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
