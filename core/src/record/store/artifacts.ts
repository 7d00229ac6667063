import type { Artifact } from '../../contract/collector.js';
import { mediaTypes } from '../../contract/media-types.js';
import type { Half } from '../../contract/topology.js';
import type { EvidenceRecord, TrialRecord } from '../../contract/trial-record.js';
import { halfOf } from '../rows/peers.js';
import { artifactPath } from './run-paths.js';

/** A file that a collector has left in a stored trial. */
export interface StoredArtifact {
  readonly trial: TrialRecord;
  /** The evidence that it belongs to: whose it is, and what was counted beside it. */
  readonly record: EvidenceRecord;
  /**
   * Within the run's folder. For `files.within(directory)` and nothing else: what a record says may have been edited, and that
   * refuses what leads out of the folder.
   */
  readonly path: string;
}

/** Whose artifacts are wanted; everybody's where something is left out. */
export interface ArtifactsOf {
  /** A peer's name. */
  readonly peer?: string;
  readonly half?: Half;
  readonly window?: EvidenceRecord['window'];
}

/** The artifacts of a media type that a trial has left, in the order of its evidence. */
export function artifactsOf(
  trial: TrialRecord,
  mediaType: string,
  { peer, half, window }: ArtifactsOf = {},
): readonly StoredArtifact[] {
  return trial.evidence
    .filter((record) => peer === undefined || record.peer === peer)
    .filter((record) => half === undefined || halfOf(trial.cast, record.peer) === half)
    .filter((record) => window === undefined || record.window === window)
    .flatMap((record) =>
      record.artifacts
        .filter((artifact) => mediaTypeOf(artifact) === mediaType)
        .map(({ file }) => ({ trial, record, path: artifactPath(trial, record, file) })),
    );
}

/** Files that Wiretax 0.1.0 stored under a type that says less. */
const formerTypes: Readonly<Record<string, string>> = {
  'stacks.folded text/plain': mediaTypes.folded,
  'gc.json application/json': mediaTypes.pauses,
};

function mediaTypeOf({ file, mediaType }: Artifact): string {
  return formerTypes[`${file} ${mediaType}`] ?? mediaType;
}
