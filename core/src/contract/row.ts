import type { Metric, Role } from './collector.js';
import type { Cell } from './cell.js';
import type { Pauses } from './pauses.js';
import type { Judgement, Verdict } from './trial-record.js';
import type { Latency } from './measured.js';
import type { Yardstick } from './yardstick.js';

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
