import type { Artifact, Metric, Role } from './collector.js';
import type { Conditions } from './conditions.js';
import type { Cell, Experiment } from './experiment.js';
import type { Finding } from './analysis.js';
import type { Interference } from './interference.js';
import type { Phase } from './lifecycle.js';
import type { Yardstick } from './yardstick.js';
import type { Pauses } from './pauses.js';

/** Version of every JSON file in a run's folder. */
export const SCHEMA = 1;

/** What a row may be used for. `valid` when nothing speaks against it; several may hold at once. */
export type Verdict =
  | 'valid'
  | 'failed'
  | 'disturbed'
  | 'too-few-samples'
  | 'under-driven'
  | 'harness-limited'
  | 'client-bound'
  | 'unsteady';

export interface Judgement {
  readonly verdict: Verdict;
  /** One sentence with its numbers. */
  readonly reason: string;
}

/** A run, complete or not, as analyses and reporters get it. */
export interface Results {
  readonly manifest: Manifest;
  /** One row a cell, in the order of the plan; cells without a finished trial are rows too. */
  readonly rows: readonly Row[];
  /** The null transport's rows: the ceiling of the harness, not part of the matrix. */
  readonly controls: readonly Row[];
  /** Every finished trial, in the order in which they ran. */
  readonly trials: readonly TrialRecord[];
  readonly findings: readonly Finding[];
  /**
   * How many trials the plan has; more than `trials.length` when the run was interrupted. Of an adaptive run:
   * those of the blocks that were begun, and at least of `repetitions` blocks.
   */
  readonly planned: number;
  /** What is wrong with the stored files, a sentence each; it was left out, and the rest is here. */
  readonly damage?: readonly string[];
  /** The run's folder. */
  readonly directory: string;
}

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

/** One line of trials.jsonl. */
export interface TrialRecord {
  readonly schema: typeof SCHEMA;
  readonly cell: string;
  readonly trial: number;
  /** True for the null transport's trials that the kernel adds as its ceiling. */
  readonly control: boolean;
  /** The session of the run that measured it, counted from 1; runs of Wiretax 0.1.0 don't tell. */
  readonly session?: number;
  /** Wall-clock time, ISO 8601. */
  readonly startedAt: string;
  readonly status: 'completed' | 'failed';
  readonly error?: TrialError;
  readonly measured?: Measured;
  /** Absent before 0.2.0, and when the trial failed before. */
  readonly yardstick?: Yardstick;
  readonly warmup?: WarmupRecord;
  readonly evidence: readonly EvidenceRecord[];
  readonly verdicts: readonly Verdict[];
  /** One sentence for each verdict other than valid and failed, with its numbers. */
  readonly reasons: readonly string[];
  readonly notes: readonly string[];
  /** What teardown could not clean up; does not fail the trial. */
  readonly problems: readonly string[];
  /** Wall time of the whole trial, and of each phase, ns. */
  readonly durationNs: number;
  readonly phasesNs: Readonly<Partial<Record<Phase, number>>>;
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

export interface TrialError {
  readonly code: string;
  readonly message: string;
  readonly phase: Phase;
  /** Lines that the peers wrote to standard error, the last few. */
  readonly log?: readonly string[];
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

/** What one collector brought back for one peer in one window. */
export interface EvidenceRecord {
  readonly collector: string;
  readonly role: Role;
  readonly window: 'measure' | 'profile';
  readonly status: 'completed' | 'failed';
  /** Why it failed. */
  readonly error?: string;
  readonly metrics: readonly Metric[];
  readonly artifacts: readonly Artifact[];
  readonly notes: readonly string[];
  /** Calls in the window: what counters are divided by. */
  readonly calls: number;
  /** For a profile window: how far it was from the measured one. */
  readonly observer?: ObserverEffect;
}

/** Change of the profile window against the measured one, as a ratio minus 1; null where a side has no such figure. */
export interface ObserverEffect {
  readonly throughput: number | null;
  readonly p50: number | null;
  readonly p99: number | null;
}

/** A cell over all its launches. Histograms are merged; nothing is an average of percentiles. */
export interface Row {
  readonly cell: Cell;
  readonly control: boolean;
  readonly trials: { readonly completed: number; readonly failed: number; readonly planned: number };
  readonly calls: number;
  readonly failedCalls: number;
  /** Calls over time of all launches together, per second; null without a completed trial. */
  readonly throughput: number | null;
  readonly response: Latency;
  readonly service: Latency;
  readonly lag: Latency;
  readonly toServer: Latency;
  readonly toClient: Latency;
  /** P99 over P50 of response time; null where either is. */
  readonly tailRatio: number | null;
  /** The finished launches one by one, in the order of their blocks: the units of replication. */
  readonly launches: readonly Launch[];
  /** Lowest and highest over launches: what one launch alone would have shown. Null under two launches. */
  readonly spread: { readonly throughput: Range; readonly p50: Range; readonly p99: Range | null } | null;
  /** Mean over launches, weighted by time. */
  readonly client: RowVitals | null;
  readonly server: RowVitals | null;
  /** Summed over launches and divided by calls (counters), or averaged (gauges). */
  readonly metrics: readonly RowMetric[];
  /** The gravest verdict, and all that hold, gravest first. */
  readonly verdict: Verdict;
  readonly verdicts: readonly Verdict[];
  /** One sentence for each verdict other than valid, with its numbers. */
  readonly reasons: readonly string[];
  /** When launches come from sessions on different machines, or with other settings of peers: which, and what differs. */
  readonly mixed?: string;
  /** Verdicts that the row is so close to that another run might give them, or that too few of its launches got. */
  readonly nearly: readonly Judgement[];
}

/** One process launch of a cell. */
export interface Launch {
  /** The block it belongs to, counted from 1. */
  readonly trial: number;
  /** The session of the run that it belongs to, counted from 1. */
  readonly session?: number;
  /** Wall-clock time, ISO 8601. */
  readonly startedAt: string;
  readonly calls: number;
  /** As its trial has it. */
  readonly yardstick?: Yardstick;
  /** Calls per second. */
  readonly throughput: number;
  readonly response: Distribution;
  readonly service: Distribution;
  /** CPU time per call of both ends, user and system, ns; null where the vitals are. */
  readonly client: RowVitals | null;
  readonly server: RowVitals | null;
  /** Its own metrics, as a row has them. */
  readonly metrics: readonly RowMetric[];
  /** When nothing completed; left out by 0.1.0. */
  readonly pauses?: Pauses;
}

/**
 * A histogram without its empty buckets, ascending: `counts[i]` values of at most `valuesNs[i]`, the end of their bucket, which is no
 * wider than 0.1 % of it. Launches are merged by adding counts; percentiles are taken of the sum.
 */
export interface Distribution {
  readonly valuesNs: readonly number[];
  readonly counts: readonly number[];
  /**
   * How many of the last bucket's values are longer than it says, as they lie beyond the range of the histogram: quantiles among
   * them, and the mean, can't be told from a distribution. Left out for none.
   */
  readonly overflow?: number;
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

export interface Range {
  readonly low: number;
  readonly high: number;
}

export interface RowVitals {
  /** CPU time of all threads over wall time; above 1 when several threads were busy. */
  readonly cpu: number;
  readonly loopUtilisation: number;
  readonly userNsPerCall: number;
  readonly systemNsPerCall: number;
}

export interface RowMetric extends Metric {
  readonly collector: string;
  readonly role: Role;
  readonly window: 'measure' | 'profile';
  /** For counters. */
  readonly perCall: number | null;
  /**
   * Whether it may be joined with the row's latency: it comes from the measured window, or from passes whose
   * throughput was within 10 % of it.
   */
  readonly comparable: boolean;
}

/** Everything needed to run it again. Written before the first trial. */
export interface Manifest {
  readonly schema: typeof SCHEMA;
  readonly id: string;
  readonly wiretax: string;
  readonly startedAt: string;
  /** Added each time the run was resumed. */
  readonly resumedAt: readonly string[];
  readonly experiment: Experiment;
  readonly plugins: readonly PluginVersion[];
  readonly machine: Machine;
  /** How each session found the machine; runs of Wiretax 0.1.0 don't tell. */
  readonly conditions?: readonly Conditions[];
  readonly command: readonly string[];
  /** The run that this one was interleaved with, trial by trial. */
  readonly against?: { readonly run: string; readonly role: 'baseline' | 'candidate' };
  /** Why an adaptive run began no further block; added when it is decided. */
  readonly settlement?: Settlement;
}

/** The end of adaptive repetition. */
export interface Settlement {
  readonly reason: 'tight' | 'budget' | 'most-blocks' | 'nothing-usable';
  readonly blocks: number;
  /** Usable cells, and those of them whose P99 interval is tight enough. */
  readonly usable: number;
  readonly tight: number;
  /** The cell known worst: half the width of its P99 interval relative to P99. Null if no cell has an interval. */
  readonly widest: { readonly cell: string; readonly relativeWidth: number } | null;
}

export interface PluginVersion {
  readonly name: string;
  readonly version: string;
  /** Resolved URL of the entry module. */
  readonly entry: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** Null or empty where the system doesn't tell. */
export interface Machine {
  readonly node: string;
  readonly v8: string;
  readonly execArgv: readonly string[];
  readonly platform: string;
  readonly architecture: string;
  readonly kernel: string;
  readonly cpuModel: string | null;
  readonly logicalCpus: number;
  readonly smt: boolean | null;
  readonly governor: string | null;
  readonly turbo: boolean | null;
  /** What the kernel reads clocks from; runs of Wiretax 0.1.0 don't tell. */
  readonly clockSource?: string | null;
  readonly mitigations: Readonly<Record<string, string>>;
  readonly virtualisation: string | null;
  readonly stealShare: number | null;
  readonly perfEventParanoid: number | null;
  readonly openFilesLimit: number | null;
  readonly memoryBytes: number | null;
  readonly gitCommit: string | null;
}
