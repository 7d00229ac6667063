import { join } from 'node:path';
import type { TrialRecord } from '@wiretax/core';
import { root } from '../test-files.js';
import type { Cli } from './cli.js';
import { parseTrial, storedRuns, trialLines } from './run-results.js';

/** Small, and without a warmup: what goes wrong does so where calls are recorded. */
const tiny = {
  name: 'tiny',
  requests: 50,
  warmup: { max: 0 },
  repetitions: 1,
  ceiling: false,
  collectors: [],
  reporters: [],
};

/** The path of a plugin file of ours. */
export function fixture(file: string): string {
  return join(root, 'test', 'fixtures', file);
}

/** A folder with the config of a tiny study. */
export function studyOf(config: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return { 'wiretax.config.json': JSON.stringify({ ...tiny, ...config }) };
}

/** The newest run: its id, and its finished trials by the label of their transport. */
export function newestRun(cli: Cli): {
  readonly id: string;
  readonly trials: ReadonlyMap<string, TrialRecord>;
} {
  const id = storedRuns(cli.folder).at(-1);
  if (id === undefined) throw new Error('there is no run');
  const records = trialLines(cli.folder, id).map(parseTrial);
  return { id, trials: new Map(records.map((record) => [record.cell.split('.')[0] ?? '', record])) };
}
