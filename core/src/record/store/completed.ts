import type { Measured } from '../../contract/measured.js';
import type { TrialRecord } from '../../contract/trial-record.js';

/** A trial that has measured something. */
export type Completed = TrialRecord & { readonly measured: Measured };

export function isCompleted(trial: TrialRecord): trial is Completed {
  return trial.measured !== undefined;
}
