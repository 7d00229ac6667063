import type { Metric } from './collector.js';
import type { Cell } from './cell.js';
import type { Half } from './topology.js';
import type { Tally } from './outcome.js';
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
  /** What became of all calls that were due; null where a launch doesn't tell, as in runs of schema 1. */
  readonly tally: Tally | null;
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
  /**
   * By name, in the order of columns, means over launches, weighted by time; without those of which nothing is known.
   */
  readonly peers: Readonly<Record<string, RowPeer>>;
  /** Who was busiest, so that nobody else can have been the limit; null where nobody was, or it can't be told. */
  readonly limit: Limit | null;
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
  /** As a row has them. */
  readonly peers: Readonly<Record<string, RowPeer>>;
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

export interface RowPeer {
  readonly half: Half;
  /** CPU time of all threads over wall time; above 1 when several threads were busy. */
  readonly cpu: number;
  /** Null for what has no event loop, such as a command. */
  readonly loopUtilisation: number | null;
  /** CPU time of the busiest thread over wall time; null where nobody told. */
  readonly busiestThread: number | null;
  /** CPU time over that which it could have had; null where nobody knows that. */
  readonly allottedShare: number | null;
  readonly userNsPerCall: number;
  readonly systemNsPerCall: number;
}

/**
 * The peer that was busy for at least nine tenths of the time, and busier than any other by a tenth: a client makes its row `client-bound`, a
 * server or a peer in the middle is a result.
 */
export interface Limit {
  readonly peer: string;
  /** 0 to 1. */
  readonly busy: number;
  /** Of what: of its event loop, of its busiest thread, or of the CPUs that it could have. */
  readonly of: 'loop' | 'thread' | 'cpus';
}

export interface RowMetric extends Metric {
  readonly collector: string;
  /** The peer's name. */
  readonly peer: string;
  readonly window: 'measure' | 'profile';
  /** For counters. */
  readonly perCall: number | null;
  /**
   * Whether it may be joined with the row's latency: it comes from the measured window, or from passes whose
   * throughput was within 10 % of it.
   */
  readonly comparable: boolean;
}
