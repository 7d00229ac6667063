import { dirname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Cell, Host, TrialRecord } from '@wiretax/core';
import { planCells, trialDirectory } from '@wiretax/core/record';
import { nodeHost } from '@wiretax/core/run';
import {
  sampleEvidence,
  sampleExperiment,
  sampleManifest,
  sampleTrial,
  square,
  use,
} from '@wiretax/core/testing';
import type { QueryRequest } from './query-run.js';
import { queryRun } from './query-run.js';
import { textLiteral } from './samples-view.js';

export const transports = ['tcp', 'tcp=2'];
const experiment = sampleExperiment(
  { transport: transports.map((label) => use('tcp', label)), size: [square(64)], concurrency: [1] },
  { repetitions: 2, ceiling: false },
);
export const cells = planCells(experiment);
export const id = '20260102-030405-quick-7f3a';
export const callsPerTrial = 1000;

/** Makes a Parquet file as the collector does: response 10, 20, … ns, lag 3 ns. */
async function writeSamples(path: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(
    `copy (select 1000000000000 + range * 100 as scheduled, scheduled + 3 as started,
scheduled + 10 * (range + 1) as completed from range(${String(callsPerTrial)})) to ${textLiteral(path)} (format parquet)`,
  );
  connection.closeSync();
  instance.closeSync();
}

export interface StoredRun {
  readonly out: string;
  readonly directory: string;
  /** What a query prints. */
  readonly ask: (
    sql: string,
    request?: Partial<QueryRequest>,
    warn?: (text: string) => void,
  ) => Promise<string>;
  /** The same, read as JSON. */
  readonly rows: (sql: string) => Promise<unknown>;
}

/** A run of two cells and two launches in a folder with an awkward name, which is removed afterwards. */
export async function withStoredRun(
  keeps: boolean,
  work: (run: StoredRun) => Promise<void>,
  trialOf: (cell: Cell, trial: number) => Partial<TrialRecord> = () => ({}),
): Promise<void> {
  const real = nodeHost();
  const { files } = real;
  const base = await files.temporaryDirectory();
  const out = join(base, "it's [a] *?");
  const directory = join(out, 'runs', id);
  try {
    await files.makeDirectory(directory);
    const manifest = { ...sampleManifest({}, { id }), experiment };
    await files.write(join(directory, 'manifest.json'), JSON.stringify(manifest));
    const trials: TrialRecord[] = [];
    for (const trial of [1, 2]) {
      for (const cell of cells) {
        const artifacts = keeps
          ? [{ file: 'samples.parquet', mediaType: 'application/vnd.apache.parquet' }]
          : [];
        const evidence = sampleEvidence({
          collector: 'samples',
          peer: 'client',
          window: 'measure',
          artifacts,
        });
        trials.push({ ...sampleTrial(cell, { trial, evidence: [evidence] }), ...trialOf(cell, trial) });
        const path = join(trialDirectory(directory, cell.id, trial), 'samples-client', 'samples.parquet');
        await files.makeDirectory(dirname(path));
        if (keeps) await writeSamples(path);
      }
    }
    await files.write(
      join(directory, 'trials.jsonl'),
      trials.map((each) => `${JSON.stringify(each)}\n`).join(''),
    );
    const ask: StoredRun['ask'] = async (sql, request = {}, warn = () => undefined) => {
      let printed = '';
      const console = { ...real.console, out: (text: string) => void (printed += text), err: warn };
      const host: Host = { ...real, console };
      const interruption = new AbortController().signal;
      await queryRun(host, { run: 'last', sql, out, format: 'table', limit: '2m', interruption, ...request });
      return printed;
    };
    await work({
      out,
      directory,
      ask,
      rows: async (sql) => JSON.parse(await ask(sql, { format: 'json' })) as unknown,
    });
  } finally {
    await files.remove(base);
  }
}

/** What a refused query tells. */
export async function refusalOf(
  work: Promise<unknown>,
): Promise<{ code: string; exitCode: number; text: string }> {
  try {
    await work;
  } catch (thrown) {
    const { code, exitCode, message, problems } = thrown as {
      code: string;
      exitCode: number;
      message: string;
      problems: readonly { message: string }[];
    };
    return { code, exitCode, text: [message, ...problems.map((problem) => problem.message)].join('\n') };
  }
  throw new Error('it was not refused');
}
