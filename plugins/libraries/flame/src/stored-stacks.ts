import {
  type EvidenceRecord,
  type Files,
  mediaTypes,
  type Results,
  type Role,
  type Row,
} from '@wiretax/core';
import { artifactsOf, type StoredArtifact } from '@wiretax/core/record';
import { parseFolded, samplesIn } from './folded.js';

/** What a profile of one peer of a cell has brought. */
export interface StoredStacks {
  /** As `parseFolded` reads it. */
  readonly text: string;
  /** CPU time that a sample stands for. */
  readonly nsPerSample: number;
  /** Calls in the profile's window. */
  readonly calls: number;
  readonly notes: readonly string[];
}

/** Where the folded stacks of a peer are: of the first launch of the row's cell that has any, whichever collector brought them. */
export function stacksOf(
  results: Pick<Results, 'trials'>,
  { cell }: Row,
  role: Role,
): StoredArtifact | undefined {
  return artifactsOf(results, mediaTypes.folded, { cell: cell.id, role }).find(({ trial }) => !trial.control);
}

/** Rejects where they can't be read, also where the path leads out of the run's folder. */
export async function readStacks(
  files: Pick<Files, 'within'>,
  { directory }: Pick<Results, 'directory'>,
  row: Row,
  { path, record }: StoredArtifact,
): Promise<StoredStacks> {
  const text = await files.within(directory).read(path);
  const { calls, notes } = record;
  return { text, nsPerSample: nsPerSample(record, row, text), calls, notes };
}

/** As the collector tells; without that the samples share what was measured. */
function nsPerSample({ metrics, role, calls }: EvidenceRecord, row: Row, text: string): number {
  const sum = (wanted: (name: string) => boolean): number =>
    metrics.filter(({ name }) => wanted(name)).reduce((total, { value }) => total + value, 0);
  const samples = sum((name) => name === 'samples');
  if (samples > 0) return sum((name) => name.startsWith('cpu.')) / samples;
  const { userNsPerCall = 0, systemNsPerCall = 0 } = row[role] ?? {};
  const cpuNs = (userNsPerCall + systemNsPerCall) * calls;
  return cpuNs > 0 ? cpuNs / Math.max(1, samplesIn(parseFolded(text))) : 1;
}
