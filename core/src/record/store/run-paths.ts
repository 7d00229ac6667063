import type { EvidenceRecord, TrialRecord } from '../../contract/trial-record.js';

// Paths within a run's folder, for `files.within`: what they are made of may have been edited.

/** The folder of a trial, within that of its run. */
export function trialPath(cell: string, trial: number): string {
  return `trials/${cell}/${String(trial)}`;
}

/** The folder in a trial's that a collector leaves its artifacts of a peer in. Of what is stored, its evidence tells. */
export function collectorFolder(collector: string, peer: string): string {
  return `${collector}-${peer}`;
}

/** The file of an artifact that a collector has left in a trial, within the folder of the run. */
export function artifactPath(
  { cell, trial }: Pick<TrialRecord, 'cell' | 'trial'>,
  { folder }: Pick<EvidenceRecord, 'folder'>,
  file: string,
): string {
  return `${trialPath(cell, trial)}/${folder}/${file}`;
}
