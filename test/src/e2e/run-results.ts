import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Results, Row, TrialRecord } from '@wiretax/core';
import * as assert from 'uvu/assert';
import type { Cli, Finished } from './cli.js';

/** The document that `--json` and reporter json print. */
export type Document = Results & { readonly schema: number; readonly run: string };

export function documentOf({ stdout }: Finished): Document {
  return JSON.parse(stdout) as Document;
}

/** Runs with `--json` and expects that all went well. */
export async function runJson(cli: Cli, ...args: readonly string[]): Promise<Document> {
  const finished = await cli.run('run', ...args, '--json');
  assert.is(finished.code, 0, finished.stderr);
  return documentOf(finished);
}

export function rowOf({ rows, controls }: Results, id: string): Row {
  const row = [...rows, ...controls].find(({ cell }) => cell.id === id);
  if (row === undefined) throw new Error(`there is no row ${id}`);
  return row;
}

/** The ids of the runs in the default output folder of this folder, oldest first. */
export function storedRuns(folder: string): readonly string[] {
  try {
    return readdirSync(join(folder, '.wiretax', 'runs')).sort();
  } catch {
    return [];
  }
}

/** The whole lines of trials.jsonl, each with its line feed; a torn last one is left out. */
export function trialLines(folder: string, run: string): readonly string[] {
  let text: string;
  try {
    text = readFileSync(join(folder, '.wiretax', 'runs', run, 'trials.jsonl'), 'utf8');
  } catch {
    return [];
  }
  return text.split(/(?<=\n)/).filter((line) => line.endsWith('\n'));
}

export function parseTrial(line: string): TrialRecord {
  return JSON.parse(line) as TrialRecord;
}

/** What tells a trial from the others of its run. */
export function trialName({ cell, trial }: Pick<TrialRecord, 'cell' | 'trial'>): string {
  return `${cell} #${String(trial)}`;
}
