import type { Artifact, Metric } from './collector.js';
import type { MachineRecord, PeerRecord } from './peer.js';
import type { Phase } from './phase.js';
import type { SCHEMA } from './manifest.js';
import type { Yardstick } from './yardstick.js';
import type { WarmupRecord, Measured } from './measured.js';

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
  /** Who took part, in the order of the topology: those that listen before those that call them. Empty where it failed before that was known. */
  readonly cast: readonly PeerRecord[];
  /** Where they ran, by the names that the cast gives; runs of schema 1 don't tell. */
  readonly machines: Readonly<Record<string, MachineRecord>>;
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

export interface TrialError {
  readonly code: string;
  readonly message: string;
  readonly phase: Phase;
  /** The peer that failed, by name; in no cast if it could not be started. */
  readonly peer?: string;
  /** Lines that the peers wrote to standard error, the last few. */
  readonly log?: readonly string[];
}

/** What one collector brought back for one peer in one window. */
export interface EvidenceRecord {
  readonly collector: string;
  /** The peer's name. */
  readonly peer: string;
  /** Where its artifacts lie within the trial's folder: names, with `/` between them. */
  readonly folder: string;
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
