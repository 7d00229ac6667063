import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { SampleColumns, TrialRecord } from '@wiretax/core';
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
import { queryRun } from '@wiretax/plugin-query/run';
import { parquetOf } from '@wiretax/plugin-samples/parquet';
import { parquetReadObjects } from 'hyparquet';
import { numberOption } from './tools/arguments.js';

/**
 * Exact quantiles over the samples of a study: `wiretax query` against reading every file with hyparquet and
 * sorting. Goal: 9.9 million samples in at most 5 s.
 */
const samples = numberOption('samples', 9_915_000);
const quantiles = [0.5, 0.9, 0.99, 0.999, 0.9999];

/** Five sizes, five concurrency levels, three transports; calls in proportion to concurrency. */
const experiment = sampleExperiment(
  {
    transport: [use('tcp'), use('rest'), use('grpc')],
    size: [64, 1024, 8192, 32_768, 65_536].map(square),
    concurrency: [1, 10, 50, 100, 500],
  },
  { repetitions: 1, ceiling: false },
);

/** Calls of so many clients, each waiting for its reply. */
function callsOf(count: number, clients: number): SampleColumns {
  const columns = {
    scheduledNs: new Float64Array(count),
    startedNs: new Float64Array(count),
    completedNs: new Float64Array(count),
  };
  const ready = new Float64Array(clients).fill(2 ** 44);
  let now = 2 ** 44;
  for (let call = 0; call < count; call += 1) {
    const client = call % clients;
    const scheduled = ready[client] ?? 0;
    now += 15_000 + Math.floor(-Math.log(1 - Math.random()) * 5000);
    columns.scheduledNs[call] = scheduled;
    columns.startedNs[call] = scheduled + 300 + Math.floor(Math.random() * 400);
    columns.completedNs[call] = now;
    ready[client] = now + 200;
  }
  return columns;
}

async function writeRun(out: string): Promise<readonly string[]> {
  const directory = join(out, 'runs', 'bench');
  const cells = planCells(experiment);
  const total = cells.reduce((sum, { concurrency }) => sum + concurrency, 0);
  const artifacts = [{ file: 'samples.parquet', mediaType: 'application/vnd.apache.parquet' }];
  const evidence = sampleEvidence({ collector: 'samples', peer: 'client', window: 'measure', artifacts });
  const trials: TrialRecord[] = [];
  const files: string[] = [];
  for (const cell of cells) {
    const file = join(trialDirectory(directory, cell.id, 1), 'samples-client', 'samples.parquet');
    mkdirSync(dirname(file), { recursive: true });
    const count = Math.round((samples * cell.concurrency) / total);
    writeFileSync(file, await parquetOf(callsOf(count, cell.concurrency)));
    files.push(file);
    trials.push(sampleTrial(cell, { evidence: [evidence] }));
  }
  const manifest = { ...sampleManifest({}, { id: 'bench' }), experiment };
  writeFileSync(join(directory, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(
    join(directory, 'trials.jsonl'),
    trials.map((trial) => `${JSON.stringify(trial)}\n`).join(''),
  );
  return files;
}

interface Timed {
  readonly seconds: number;
  readonly values: readonly number[];
}

async function timed(work: () => Promise<readonly number[]>): Promise<Timed> {
  const startMs = performance.now();
  const values = await work();
  return { seconds: (performance.now() - startMs) / 1000, values };
}

async function byQuery(out: string): Promise<readonly number[]> {
  let text = '';
  const host = nodeHost();
  const console = { ...host.console, out: (part: string) => void (text += part) };
  const sql = `select quantile_disc(response, [${quantiles.join()}]) as q from samples`;
  const interruption = new AbortController().signal;
  await queryRun(
    { ...host, console },
    { run: 'bench', sql, out, format: 'json', limit: '10m', interruption },
  );
  const [row] = JSON.parse(text) as { q: number[] }[];
  return row?.q ?? [];
}

async function bySorting(files: readonly string[]): Promise<readonly number[]> {
  const responses: number[] = [];
  for (const path of files) {
    const file = new Uint8Array(readFileSync(path)).buffer;
    const rows = await parquetReadObjects({ file, columns: ['scheduled', 'completed'] });
    for (const { scheduled, completed } of rows as { scheduled: bigint; completed: bigint }[]) {
      responses.push(Number(completed - scheduled));
    }
  }
  const sorted = Float64Array.from(responses).sort();
  return quantiles.map((q) => sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN);
}

const out = mkdtempSync(join(tmpdir(), 'wiretax-query-'));
try {
  const startMs = performance.now();
  const files = await writeRun(out);
  const megabytes = files.reduce((sum, file) => sum + statSync(file).size, 0) / 1e6;
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
  console.log(
    `${String(samples)} samples in ${String(files.length)} Parquet files, ${megabytes.toFixed(0)} MB, made in ${seconds} s`,
  );
  console.log(`exact quantiles ${quantiles.join(', ')} of response; goal: at most 5 s`);
  const query = await timed(() => byQuery(out));
  console.log(`wiretax query        ${query.seconds.toFixed(2)} s`);
  const sorting = await timed(() => bySorting(files));
  console.log(`hyparquet and sort   ${sorting.seconds.toFixed(2)} s`);
  console.log(`ratio                ${(sorting.seconds / query.seconds).toFixed(1)} times as fast`);
  const same = query.values.every((value, index) => value === sorting.values[index]);
  console.log(
    same ? 'both say the same' : `they differ: ${query.values.join()} and ${sorting.values.join()}`,
  );
  if (!same || query.seconds > 5) process.exitCode = 1;
} finally {
  rmSync(out, { recursive: true });
}
