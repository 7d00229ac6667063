import { resolve } from 'node:path';
import { type Cell, type Host, mediaTypes, type TrialRecord } from '@wiretax/core';
import { artifactsOf } from '@wiretax/core/record';

/** The calls of one trial that one of its clients made. */
export interface KeptSamples {
  readonly cell: Cell;
  readonly trial: number;
  /** The client's name. */
  readonly peer: string;
  /** Absolute path of a Parquet file with INT64 columns scheduled, started, completed. */
  readonly path: string;
}

/** The sample files that trials have brought and that are still there. */
export async function keptSamples(
  { files }: Host,
  directory: string,
  trials: readonly TrialRecord[],
  cells: ReadonlyMap<string, Cell>,
): Promise<readonly KeptSamples[]> {
  const run = files.within(directory);
  const kept: KeptSamples[] = [];
  for (const trial of trials) {
    const cell = cells.get(trial.cell);
    const all = artifactsOf(trial, mediaTypes.samples, { half: 'client', window: 'measure' });
    const first = new Map(all.toReversed().map((found) => [found.record.peer, found]));
    if (cell === undefined) continue;
    for (const [peer, found] of first) {
      // What leads out of the run's folder is refused here, before the database hears of it.
      if (await run.exists(found.path))
        kept.push({ cell, trial: trial.trial, peer, path: resolve(directory, found.path) });
    }
  }
  return kept;
}
