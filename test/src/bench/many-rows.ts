import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Axes } from '@wiretax/core';
import { planCells, planTrials } from '@wiretax/core/record';
import { seededRandom } from '@wiretax/core/run';
import {
  sampleExperiment,
  sampleHistogramFiles,
  sampleManifest,
  sampleTrial,
  square,
  use,
} from '@wiretax/core/testing';
import { root } from '../test-files.js';
import { numberOption, textOption } from './tools/arguments.js';

/**
 * `wiretax report` of a run with many rows, one reporter after another, each in a process of its own, beside reading the run and nothing
 * else. Goal: csv of 10,000 rows in at most 20 s and 1 GB. `--rows 10000 --launches 1 --reporters csv,json --shape sweep`
 */
const rows = numberOption('rows', 10_000);
const launches = numberOption('launches', 1);
const reporters = textOption('reporters', 'csv,json,markdown,table,html').split(',');
/** Tells the most memory that a process had, when it ends. */
const peakScript = `data:text/javascript,${encodeURIComponent(
  "process.on('exit', () => process.stderr.write('peak ' + Math.round(process.resourceUsage().maxRSS / 1000) + ' MB\\n'))",
)}`;
const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

/** Curves over size and concurrency, or a single place at which everything is compared with everything. */
const shapes: Readonly<Record<string, () => Partial<Axes>>> = {
  sweep: () => {
    const side = Math.round(Math.sqrt(rows / 4));
    const transport = ['tcp', 'rest', 'grpc', 'null'].map((name) => use(name));
    return { transport, size: upTo(side).map((n) => square(64 * n)), concurrency: upTo(side) };
  },
  variants: () => ({
    transport: upTo(rows).map((n) => use('tcp', `tcp-${String(n)}`, { n })),
    size: [square(64)],
    concurrency: [1],
  }),
  flags: () => {
    const side = Math.round(Math.sqrt(rows));
    const node = upTo(side).map((n) => ({
      label: `n${String(n)}`,
      client: [`--a=${String(n)}`],
      server: [],
    }));
    return { transport: [use('tcp')], size: upTo(side).map(square), concurrency: [1], node };
  },
};

function writeRun(out: string, axes: Partial<Axes>): void {
  const directory = join(out, 'runs', 'bench');
  mkdirSync(directory, { recursive: true });
  const experiment = sampleExperiment(axes, { repetitions: launches, ceiling: false });
  writeFileSync(
    join(directory, 'manifest.json'),
    JSON.stringify({ ...sampleManifest({}, { id: 'bench' }), experiment }),
  );
  const random = seededRandom(1);
  const lines = planTrials(experiment).map(({ cell, trial }) => {
    const sample = sampleTrial(cell, { trial });
    const scale = (1 + cell.concurrency / 10 + cell.size.requestBytes / 1e4) * (1 + random() / 10);
    const record = scaled(sample, scale);
    for (const [path, text] of Object.entries(sampleHistogramFiles(record))) {
      const file = join(directory, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    return JSON.stringify(record);
  });
  writeFileSync(join(directory, 'trials.jsonl'), lines.map((line) => `${line}\n`).join(''));
  console.log(`${String(planCells(experiment).length)} rows, ${String(lines.length)} trials`);
}

/** The same trial, slower. */
function scaled<T>(value: T, factor: number): T {
  return JSON.parse(
    JSON.stringify(value, (key, inner: unknown) => {
      if (key === 'throughput') return Number(inner) / factor;
      return /^(mean|min|max|p\d+)$/.test(key) && typeof inner === 'number'
        ? Math.round(inner * factor)
        : inner;
    }),
  ) as T;
}

function time(name: string, args: readonly string[]): void {
  const startMs = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['--import', peakScript, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
  const peak = /^peak (\d+) MB$/m.exec(stderr)?.[1] ?? '?';
  console.log(`${name.padEnd(10)} ${seconds} s, ${peak} MB, exit code ${String(status)}`);
  if (status !== 0) console.log(stderr.slice(0, 2000));
}

const out = mkdtempSync(join(tmpdir(), 'wiretax-rows-'));
try {
  const shape = shapes[textOption('shape', 'sweep')];
  if (shape === undefined) throw new Error(`shapes: ${Object.keys(shapes).join(', ')}`);
  writeRun(out, shape());
  const readAlone = `
    const { nodeHost } = await import(${JSON.stringify(import.meta.resolve('@wiretax/core/run'))});
    const { readResults } = await import(${JSON.stringify(import.meta.resolve('@wiretax/core/record'))});
    await readResults(nodeHost(), ${JSON.stringify(join(out, 'runs', 'bench'))});`;
  time('reading', ['--input-type=module', '--eval', readAlone]);
  const command = join(root, 'bin', 'run.js');
  for (const reporter of reporters)
    time(reporter, [command, 'report', 'bench', '--reporter', reporter, '--out', out]);
} finally {
  rmSync(out, { recursive: true });
}
