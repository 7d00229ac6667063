import { join } from 'node:path';
import { type EvidenceRecord, type Host, reasonOf, type Results, type Role } from '@wiretax/core';
import { artifactPath } from '@wiretax/core/record';

/** What a profile of one peer of a cell has brought. */
export interface FoldedStacks {
  readonly text: string;
  /** CPU time that a sample stands for. */
  readonly nsPerSample: number;
  /** Calls in the profile's window. */
  readonly calls: number;
}

const file = 'stacks.folded';

/** The folded stacks of a peer, of the first launch of the cell that has any; undefined if none has. */
export async function readFoldedStacks(
  host: Host,
  results: Results,
  cell: string,
  role: Role,
): Promise<FoldedStacks | undefined> {
  for (const trial of results.trials) {
    const record =
      trial.cell === cell ? trial.evidence.find((each) => each.role === role && isProfile(each)) : undefined;
    if (record === undefined) continue;
    const path = artifactPath(trial, record, file);
    try {
      const text = await host.files.within(results.directory).read(path);
      return { text, nsPerSample: nsPerSample(record), calls: record.calls };
    } catch (error) {
      host.console.err(`can't read ${join(results.directory, path)}: ${reasonOf(error)}\n`);
      return undefined;
    }
  }
  return undefined;
}

function isProfile({ artifacts }: EvidenceRecord): boolean {
  return artifacts.some((artifact) => artifact.file === file);
}

function nsPerSample({ metrics }: EvidenceRecord): number {
  const sum = (wanted: (name: string) => boolean): number =>
    metrics.filter(({ name }) => wanted(name)).reduce((total, { value }) => total + value, 0);
  const samples = sum((name) => name === 'samples');
  return samples === 0 ? 1 : sum((name) => name.startsWith('cpu.')) / samples;
}
