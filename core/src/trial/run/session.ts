import type { Settlement } from '../../contract/manifest.js';
import type { Results } from '../../contract/results.js';
import type { TrialRecord } from '../../contract/trial-record.js';
import type { Kernel } from '../../kernel/kernel.js';
import type { Progress } from '../peer/messages.js';
import type { PlannedTrial } from '../../record/plan/trials.js';

/** Told what happens while a run goes on. Called between and during trials; must return at once. */
export interface RunObserver {
  started(plan: {
    readonly id: string;
    readonly directory: string;
    readonly trials: number;
    /** Those trials, as they follow each other. */
    readonly order: readonly PlannedTrial[];
    readonly estimateMs: number;
    /** What is wrong with the machine now, and collectors that can't work here, a line each. */
    readonly warnings: readonly string[];
  }): void;
  /** An adaptive run goes on with another block; `trials`, `order` and `estimateMs` are of all that this session runs. */
  extended?(plan: {
    readonly block: number;
    readonly trials: number;
    readonly order: readonly PlannedTrial[];
    readonly estimateMs: number;
  }): void;
  /** `index` counts from 0 over the trials that are still to run. */
  trialStarted(planned: PlannedTrial, index: number): void;
  /** At most twice a second. */
  progress(progress: Progress): void;
  trialFinished(record: TrialRecord, index: number): void;
}

export interface RunOutcome {
  readonly results: Results;
  readonly failedTrials: number;
  /** Whether the signal ended it before its last trial, or before it was known which the last one is. */
  readonly interrupted: boolean;
  /** What could not be tidied up, a line each: such as a machine that was lost and can't be reached any more. */
  readonly warnings: readonly string[];
}

/**
 * Asked after every block of an adaptive run, from the last of `repetitions` on, with all results so far: why no
 * further block is needed, or undefined for another one.
 */
export type Enough = (results: Results) => Promise<Settlement | undefined> | Settlement | undefined;

/** What a run and its resumption are asked for in common. */
export interface SessionRequest {
  readonly kernel: Kernel;
  /** Interrupts it; finished trials are kept, and `resume` goes on. Without one it goes on to its end. */
  readonly signal?: AbortSignal;
  readonly observer?: Partial<RunObserver>;
  /** Needed by adaptive experiments; without it they end after `repetitions`. */
  readonly enough?: Enough;
  /**
   * Awaited before each trial, so that runs can take turns; what it resolves with is called when the trial has ended.
   * May reject with the signal's reason.
   */
  readonly turn?: (planned: PlannedTrial) => Promise<() => void>;
}

/** The same when it has begun. */
export interface Session extends SessionRequest {
  readonly signal: AbortSignal;
  readonly observer: Partial<RunObserver>;
}
