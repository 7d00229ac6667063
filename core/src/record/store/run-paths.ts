import type { EvidenceRecord, TrialRecord } from '../../contract/trial-record.js';

// Paths within a run's folder, for `files.within`: what they are made of may have been edited.

/** The folder of a trial, within that of its run. */
export function trialPath(cell: string, trial: number): string {
  return `trials/${cell}/${String(trial)}`;
}

/** The folder in a trial's that a collector leaves its artifacts in. */
export function collectorPath(collector: string, role: EvidenceRecord['role']): string {
  return `${collector}-${role}`;
}

/** The file of an artifact that a collector has left in a trial, within the folder of the run. */
export function artifactPath(
  { cell, trial }: Pick<TrialRecord, 'cell' | 'trial'>,
  { collector, role }: Pick<EvidenceRecord, 'collector' | 'role'>,
  file: string,
): string {
  return `${trialPath(cell, trial)}/${collectorPath(collector, role)}/${file}`;
}
