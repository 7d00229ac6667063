import { type Host, InputError, parseDuration, WiretaxError } from '@wiretax/core';
import {
  findRun,
  planTrials,
  readFindings,
  readManifest,
  readResults,
  readTrials,
} from '@wiretax/core/record';
import { csvLines } from './csv.js';
import { openDatabase, type Answer } from './database.js';
import { findingsTables } from './findings-tables.js';
import { jsonLines } from './json.js';
import { keptSamples } from './kept-samples.js';
import { peersTable } from './peers-table.js';
import { rowsTable } from './rows-table.js';
import { tableLines } from './text-table.js';
import { metricsTable, trialsTable } from './trials-table.js';

export interface QueryRequest {
  readonly run: string;
  readonly sql: string;
  /** The folder that results are in. */
  readonly out: string;
  readonly format: 'table' | 'csv' | 'json';
  /** How long the statement may take, such as `60s`. */
  readonly limit: string;
  /** Ends the statement; its reason is what this then rejects with. */
  readonly interruption: AbortSignal;
}

const longestTimerMs = 2 ** 31 - 1;
const formats = { table: tableLines, csv: csvLines, json: jsonLines } satisfies Record<
  QueryRequest['format'],
  (answer: Answer) => AsyncIterable<string>
>;

/** Prints what the statement selects of a stored run. */
export async function queryRun(
  host: Host,
  { run, sql, out, format, limit, interruption }: QueryRequest,
): Promise<void> {
  const limitNs = parseDuration(limit);
  if (limitNs === undefined) {
    const message = `"${limit}" isn't a duration, such as 90s or 5m`;
    throw new InputError('E_DURATION', 'the query has no time', [{ path: '--limit', message }]);
  }
  const directory = await findRun(host, run, out);
  const manifest = await readManifest(host, directory);
  const { trials, damage } = await readTrials(host, directory, manifest.experiment);
  for (const text of damage) host.console.err(`warning: ${text}\n`);
  const cells = new Map(planTrials(manifest.experiment).map(({ cell }) => [cell.id, cell]));
  const samples = await keptSamples(host, directory, trials, cells);
  const tables = [trialsTable(trials, cells), peersTable(trials), metricsTable(trials)];
  // Rows are merged from the histograms of all trials, which takes its time in a large run.
  if (/\brows\b/i.test(sql)) {
    const results = await readResults(host, directory);
    for (const text of results.damage ?? [])
      if (!damage.includes(text)) host.console.err(`warning: ${text}\n`);
    tables.push(rowsTable(results));
  }
  if (/\bfinding(?:s|_numbers)\b/i.test(sql)) {
    const stored = await readFindings(host, directory);
    if (stored.damage !== undefined) host.console.err(`warning: ${stored.damage}\n`);
    tables.push(...findingsTables(stored));
  }
  const database = await openDatabase({ tables, samples });
  const answered = new AbortController();
  const overdue = new AbortController();
  const tooLong = `the query took longer than ${limit}; ask for less, or allow more with --limit`;
  host.clock.sleep(Math.min(limitNs / 1e6, longestTimerMs), answered.signal).then(
    () => {
      overdue.abort(new WiretaxError('E_QUERY_LIMIT', tooLong));
    },
    () => undefined,
  );
  try {
    const answer = await database.ask(sql, AbortSignal.any([interruption, overdue.signal]));
    for await (const text of formats[format](answer)) host.console.out(text);
  } catch (thrown) {
    throw explained(thrown, samples.length > 0);
  } finally {
    answered.abort();
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
