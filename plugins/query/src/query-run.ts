import { type Host, InputError } from '@wiretax/core';
import { planTrials, readManifest, readResults, readTrials } from '@wiretax/core/runtime';
import { csvLines } from './csv.js';
import { openDatabase, type Answer } from './database.js';
import { findRun } from './find-run.js';
import { jsonLines } from './json.js';
import { keptSamples } from './kept-samples.js';
import { rowsTable } from './rows-table.js';
import { tableLines } from './text-table.js';
import { metricsTable, trialsTable } from './trials-table.js';

export interface QueryRequest {
  readonly run: string;
  readonly sql: string;
  /** The folder that results are in. */
  readonly out: string;
  readonly format: 'table' | 'csv' | 'json';
}

const formats = { table: tableLines, csv: csvLines, json: jsonLines } satisfies Record<
  QueryRequest['format'],
  (answer: Answer) => AsyncIterable<string>
>;

/** Prints what the statement selects of a stored run. */
export async function queryRun(host: Host, { run, sql, out, format }: QueryRequest): Promise<void> {
  const directory = await findRun(host, run, out);
  const manifest = await readManifest(host, directory);
  const { trials, damage } = await readTrials(host, directory, manifest.experiment);
  for (const text of damage) host.console.err(`warning: ${text}\n`);
  const cells = new Map(planTrials(manifest.experiment).map(({ cell }) => [cell.id, cell]));
  const samples = await keptSamples(host, directory, trials, cells);
  const tables = [trialsTable(trials, cells), metricsTable(trials)];
  // Rows are merged from the histograms of all trials, which takes its time in a large run.
  if (/\brows\b/i.test(sql)) tables.push(rowsTable(await readResults(host, directory)));
  const database = await openDatabase({ tables, samples });
  try {
    for await (const text of formats[format](await database.ask(sql))) host.console.out(text);
  } catch (thrown) {
    throw explained(thrown, samples.length > 0);
  } finally {
    database.close();
  }
}

function explained(thrown: unknown, hasSamples: boolean): unknown {
  if (hasSamples || !(thrown instanceof InputError)) return thrown;
  const wantsSamples = /Table with name "?samples"? does not exist/i;
  if (!thrown.problems.some(({ message }) => wantsSamples.test(message))) return thrown;
  return new InputError('E_NO_SAMPLES', 'there are no samples to query', [
    {
      path: '',
      message: 'this run kept none; run it again with --collect samples, or query trials and rows',
    },
  ]);
}
