import {
  type EvidenceRecord,
  type Files,
  mediaTypes,
  type Metric,
  type Results,
  type Row,
} from '@wiretax/core';
import { artifactsOf, peerNsPerCall, type StoredArtifact } from '@wiretax/core/record';
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

/** Where the folded stacks of peers are: of the first launch of a cell that has any, whichever collector brought them. */
export function storedStacks({
  trials,
}: Pick<Results, 'trials'>): (cell: string, peer: string) => StoredArtifact | undefined {
  const found = new Map<string, StoredArtifact>();
  const keyOf = (cell: string, peer: string): string => `${peer} ${cell}`;
  for (const trial of trials.filter(({ control }) => !control)) {
    for (const each of artifactsOf(trial, mediaTypes.folded)) {
      const key = keyOf(trial.cell, each.record.peer);
      if (!found.has(key)) found.set(key, each);
    }
  }
  return (cell, peer) => found.get(keyOf(cell, peer));
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

/** As the collector tells, in `samples` and the ns of its `cpu.…`; without that the samples share what was measured. */
function nsPerSample({ metrics, peer, calls }: EvidenceRecord, row: Row, text: string): number {
  const sum = (of: readonly Metric[]): number => of.reduce((total, { value }) => total + value, 0);
  const samples = sum(metrics.filter(({ name }) => name === 'samples'));
  const told = sum(metrics.filter(({ name, unit }) => name.startsWith('cpu.') && unit === 'ns')) / samples;
  if (told > 0 && Number.isFinite(told)) return told;
  const known = row.peers[peer];
  const cpuNs = known === undefined ? 0 : peerNsPerCall(known) * calls;
  return cpuNs > 0 ? cpuNs / Math.max(1, samplesIn(parseFolded(text))) : 1;
}
