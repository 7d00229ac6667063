import type { Check } from './check.js';
import type { Finding } from './finding.js';
import type { Manifest } from './manifest.js';
import type { TrialRecord } from './trial-record.js';
import type { Row } from './row.js';

/** A run, complete or not, as analyses and reporters get it. */
export interface Results {
  readonly manifest: Manifest;
  /** One row a cell, in the order of the plan; cells without a finished trial are rows too. */
  readonly rows: readonly Row[];
  /** The null transport's rows: the ceiling of the harness, not part of the matrix. */
  readonly controls: readonly Row[];
  /** Every finished trial, in the order in which they ran. */
  readonly trials: readonly TrialRecord[];
  /** What was demanded of it, thresholds first; reporters show it before all else. */
  readonly checks: readonly Check[];
  /** In the order of their analyses; those of one in its own order. */
  readonly findings: readonly Finding[];
  /** The analyses that were asked, whether they found something or not, in the order in which reports show them. */
  readonly analyses: readonly AskedAnalysis[];
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

/** An analysis as reporters know it. */
export interface AskedAnalysis {
  readonly name: string;
  /** As its plugin gives it, not escaped. */
  readonly title: string;
  readonly weight: number;
}
