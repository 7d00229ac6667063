import type { Host } from './host.js';
import type { Kind } from './kinds.js';
import type { Half } from './topology.js';
import type { JsonSchema } from './schema.js';

/**
 * Gathers evidence about one peer during one window. Attached to each peer separately.
 */
export interface Collector {
  /**
   * What attaching costs the peer. `free`: nothing measurable, runs in the measured window. `light`: runs
   * in a profile pass together with the other light ones. `heavy`: gets a profile pass of its own.
   */
  readonly overhead: 'free' | 'light' | 'heavy';
  /** `inside`: `attach` is called in the peer process. `outside`: in the coordinator, by pid. */
  readonly side: 'inside' | 'outside';
  /**
   * Node.js flags that a peer must have been started with, such as `--perf-basic-prof`; for heavy collectors
   * only. Its pass then runs in peers of its own, which go through setup, pin and warmup as the measured
   * ones did, so that those stay clean.
   */
  readonly nodeFlags?: readonly string[];
  readonly options?: JsonSchema;
  /** Whether it can work here. Must not throw, and must say what is missing and how to get it. */
  probe(host: Host): Promise<Availability>;
  /**
   * Starts to collect. Load runs already; the window begins a moment after it has resolved for all collectors. What is
   * counted is divided by the calls that complete from then on. Rejects if the process is gone, and, naming
   * what is missing, where `probe` says that it can't work.
   */
  attach(target: CollectorTarget): Promise<Attachment>;
}

export type Availability =
  | { readonly available: true; readonly note?: string }
  | { readonly available: false; readonly missing: string; readonly remedy: string };

export interface CollectorTarget {
  /** The peer's name: `server`, `client`, `proxy-1`. */
  readonly peer: string;
  readonly half: Half;
  readonly pid: number;
  /** `pid`, and the other processes of a peer that has several, such as workers. */
  readonly pids: readonly number[];
  readonly window: 'measure' | 'profile';
  /** Where artifacts go: a folder for this collector and peer. It exists. */
  readonly directory: string;
  readonly host: Host;
  readonly options: Readonly<Record<string, unknown>>;
  /** Aborts when the run is interrupted, also while attached: end what was started. `detach` still settles. */
  readonly signal: AbortSignal;
  /** Whose code may be in stacks: core's, and that of each loaded plugin that has files. Core always tells. */
  readonly packages?: readonly CodePackage[];
  /** Every call of the window. Only in peers of the half `client`, so only where `side` is `inside`; absent elsewhere. */
  readonly samples?: CallSamples;
}

/**
 * Code of Wiretax: its entry, and what lies below its folder, but for what is installed there and what is below the folder of another of
 * these further in.
 */
export interface CodePackage {
  readonly name: string;
  /** URL of the entry module. */
  readonly entry: string;
  /** Absolute, without symbolic links; the entry itself for a plugin that is one file. */
  readonly folder: string;
  /** What it contributes; core nothing. */
  readonly kinds: readonly Kind[];
  /** Packages that it names as its dependencies: they work for it. */
  readonly dependencies: readonly string[];
}

/** The calls of one window, one by one, for a collector that asks for them before it begins. */
export interface CallSamples {
  /**
   * Has every call of the window kept: 24 bytes each, in memory that is mostly allocated here, and no more time
   * than calls take otherwise. To be called in `attach`; throws once the window has begun. Safe to call twice.
   */
  keep(): void;
  /**
   * What was kept, as a copy that the caller owns. To be called in `detach`; throws before the window has ended,
   * without `keep`, and when the results of the window have been handed in.
   */
  columns(): SampleColumns;
}

/**
 * Columns of equal length, one element a call, in the order in which calls completed. Whole ns of
 * CLOCK_MONOTONIC, the clock of `Clock.nowNs`, of `startNs` in a timeline, and of what other collectors date.
 */
export interface SampleColumns {
  readonly scheduledNs: Float64Array;
  readonly startedNs: Float64Array;
  readonly completedNs: Float64Array;
}

export interface Attachment {
  /**
   * Ends the window and hands in what was found, or rejects with what kept it from that. Safe to call twice:
   * the same evidence again.
   */
  detach(): Promise<Evidence>;
}

export interface Evidence {
  readonly metrics: readonly Metric[];
  /** Files in the target's directory, by name. */
  readonly artifacts: readonly Artifact[];
  /** What the reader must know: multiplexed counters, lost events, guessed values. */
  readonly notes: readonly string[];
}

export interface Metric {
  /** Dotted, lower case, field's own term: `context-switches.voluntary`. Unique within the evidence. */
  readonly name: string;
  /** Finite. What may shrink is a gauge, also a difference. */
  readonly value: number;
  readonly unit: 'count' | 'ns' | 'bytes' | 'ratio' | 'hz';
  /** A counter grows with the work done and is also shown per request; a gauge is not. */
  readonly kind: 'counter' | 'gauge';
}

export interface Artifact {
  /** Its name in the target's directory. */
  readonly file: string;
  /** What others find it by, whatever its name: one of `mediaTypes`, a registered type, or one of your own. */
  readonly mediaType: string;
}
