import { resolve } from 'node:path';
import type { Cell, Host, TrialRecord } from '@wiretax/core';
import { artifactPath } from '@wiretax/core/record';

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
  const run = files.within(directory);
  const kept: KeptSamples[] = [];
  for (const record of trials) {
    const cell = cells.get(record.cell);
    const evidence = record.evidence.find(
      ({ role, window, artifacts }) =>
        role === 'client' && window === 'measure' && artifacts.some((artifact) => artifact.file === file),
    );
    if (cell === undefined || evidence === undefined) continue;
    const path = artifactPath(record, evidence, file);
    if (await run.exists(path)) kept.push({ cell, trial: record.trial, path: resolve(directory, path) });
  }
  return kept;
}
