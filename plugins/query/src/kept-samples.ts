import { join, resolve } from 'node:path';
import type { Cell, Host, TrialRecord } from '@wiretax/core';
import { trialDirectory } from '@wiretax/core/runtime';

/** The calls of one trial. */
export interface KeptSamples {
  readonly cell: Cell;
  readonly trial: number;
  /** Absolute path of a Parquet file with INT64 columns scheduled, started, completed. */
  readonly path: string;
}

const file = 'samples.parquet';

/** The sample files that trials have brought and that are still there. */
export async function keptSamples(
  { files }: Host,
  directory: string,
  trials: readonly TrialRecord[],
  cells: ReadonlyMap<string, Cell>,
): Promise<readonly KeptSamples[]> {
  const kept: KeptSamples[] = [];
  for (const { cell: id, trial, evidence } of trials) {
    const cell = cells.get(id);
    const record = evidence.find(
      ({ role, window, artifacts }) =>
        role === 'client' && window === 'measure' && artifacts.some((artifact) => artifact.file === file),
    );
    if (cell === undefined || record === undefined) continue;
    const folder = `${record.collector}-${record.role}`;
    const path = resolve(join(trialDirectory(directory, id, trial), folder, file));
    if (await files.exists(path)) kept.push({ cell, trial, path });
  }
  return kept;
}
