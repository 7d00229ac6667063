import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Latency, Row, TrialRecord } from '@wiretax/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { tool } from './interop-tools.js';
import { withCli } from './cli.js';
import { assertRow } from './run-fields.js';
import { percentilesOf, seriesFiles } from './run-histograms.js';
import { type Document, runJson } from './run-results.js';

const durationMs = 150;
const config = `
transport: [tcp, rest, grpc]
size: [64B, 4KiB]
concurrency: [1, 5]
link: [tcp, unix]
repetitions: 2
duration: ${String(durationMs)}ms
warmup: { min: 30ms, max: 60ms }
seed: 3
`;

let matrix: Document | undefined;

test('a matrix of transports, sizes, clients, links and launches runs whole', async () => {
  await withCli({ 'wiretax.config.yaml': config }, async (cli) => {
    const document = await runJson(cli);
    assert.is(document.schema, 2);
    assert.is(document.planned, 24 * 2 + 4);
    assert.is(document.trials.length, document.planned);
    assert.is(document.rows.length, 24);
    assert.is(document.controls.length, 4);
    assert.is(new Set(document.rows.map(({ cell }) => cell.id)).size, 24);
    for (const row of [...document.rows, ...document.controls]) checkHistograms(document, row, cli.folder);
    assert.equal(
      JSON.parse(readFileSync(join(cli.folder, document.directory, 'manifest.json'), 'utf8')),
      document.manifest,
    );
    matrix = document;
  });
});

function whole(): Document {
  if (matrix === undefined) throw new Error('the run has failed');
  return matrix;
}

/** The histograms on disk, read and merged by their own library, say what the row says. */
function checkHistograms({ directory, trials }: Document, row: Row, folder: string): void {
  for (const [series, file] of seriesFiles) {
    const paths = trials
      .filter(({ cell }) => cell === row.cell.id)
      .map(({ cell, trial }) => join(folder, directory, 'trials', cell, String(trial), file));
    assert.is(paths.length, row.trials.planned);
    for (const path of paths) assert.ok(existsSync(path), path);
    const { count, percentiles } = percentilesOf(paths.map((path) => readFileSync(path, 'utf8')));
    const shown = row[series];
    assert.is(count, shown.count, `${row.cell.id} ${series}`);
    assert.is(count, row.calls);
    for (const [name, quantile, value] of percentiles) {
      const supported = count >= Math.round(10 / (1 - quantile));
      const expected = supported ? Math.min(value, shown.max ?? 0) : null;
      assert.is(shown[name], expected, `${row.cell.id} ${series} ${name} of ${String(count)}`);
    }
  }
}

test('every row has every field, and its launches are all there', () => {
  const { rows, controls } = whole();
  for (const row of rows) {
    assertRow(row);
    assert.equal(row.trials, { completed: 2, failed: 0, planned: 2 }, row.cell.id);
    assert.ok(row.peers['server'] !== undefined && row.spread !== null, row.cell.id);
    assert.ok(row.metrics.some(({ collector, peer }) => collector === 'usage' && peer === 'server'));
  }
  for (const row of controls) {
    assertRow(row);
    assert.ok(row.control && row.peers['server'] === undefined, row.cell.id);
  }
});

const parts = ['response', 'service', 'lag', 'toServer', 'toClient'] as const;

test('some percentiles are supported and some are not', () => {
  const all = whole().rows.map(({ response }) => response);
  assert.ok(all.every(({ p50 }) => p50 !== null));
  assert.ok(all.some(({ p9999 }) => p9999 === null));
});

test('service is at most response, lag is not negative, the halves add up to the whole', () => {
  for (const row of [...whole().rows, ...whole().controls]) {
    const { id } = row.cell;
    for (const part of parts) assertOrdered(row[part], `${id} ${part}`);
    for (const figure of ['mean', 'min', 'max', 'p50', 'p99'] as const) {
      const [service, response] = [row.service[figure], row.response[figure]];
      if (service !== null && response !== null) assert.ok(service <= response, `${id} ${figure}`);
    }
    const mean = (part: (typeof parts)[number]): number => row[part].mean ?? Number.NaN;
    assertNear(mean('lag') + mean('service'), mean('response'), 0.05, `${id}: lag and service`);
    assertNear(mean('toServer') + mean('toClient'), mean('service'), 0.05, `${id}: one-way halves`);
  }
});

function assertOrdered({ min, p50, p90, p99, p999, max }: Latency, label: string): void {
  const values = [min, p50, p90, p99, p999, max].filter((value) => value !== null);
  assert.ok(values.length >= 3 && (values[0] ?? -1) >= 0, label);
  assert.equal(
    values,
    [...values].sort((a, b) => a - b),
    label,
  );
}

function assertNear(actual: number, expected: number, tolerance: number, label: string): void {
  const text = `${label}: ${String(actual)} is not near ${String(expected)}`;
  assert.ok(Math.abs(actual - expected) <= tolerance * expected, text);
}

test("Little's law: clients are calls per second times response", () => {
  const { trials, rows, controls } = whole();
  const clients = new Map([...rows, ...controls].map(({ cell }) => [cell.id, cell.concurrency]));
  let close = 0;
  for (const { cell, control, measured } of trials) {
    if (measured === undefined) throw new Error(`${cell} was not measured`);
    const n = clients.get(cell) ?? 0;
    const { calls, throughput, response, durationNs } = measured;
    const meanNs = response.mean ?? Number.NaN;
    // What all clients waited for calls of the window: each from its first, which comes when one of before has returned,
    // until its last reply, which comes after the time is up and before the end.
    const waitedNs = calls * meanNs;
    assert.ok(waitedNs <= n * durationNs * 1.001, `${cell}: more was waited than there was time`);
    if (!control)
      assert.ok(
        waitedNs >= n * (0.9 * durationMs * 1e6 - 2 * meanNs),
        `${cell}: less was waited than there was time`,
      );
    // The law is one of averages: it holds where the calls that were cut off at the end don't count.
    if (calls < 100 * n || durationNs > 1.1 * durationMs * 1e6) continue;
    close += 1;
    assertNear((throughput * meanNs) / 1e9, n, 0.15, cell);
  }
  assert.ok(close >= 10, `${String(close)} trials had enough calls`);
});

test('throughput of a row is that of its launches together', () => {
  const { rows, trials } = whole();
  for (const { cell, throughput, spread, calls } of rows) {
    const own = trials.filter((trial) => trial.cell === cell.id);
    const rates = own.map(({ measured }) => measured?.throughput ?? Number.NaN);
    assert.equal(spread?.throughput, { low: Math.min(...rates), high: Math.max(...rates) });
    assert.ok(throughput !== null && throughput >= Math.min(...rates) && throughput <= Math.max(...rates));
    assert.is(
      calls,
      own.reduce((sum, { measured }) => sum + (measured?.calls ?? 0), 0),
    );
  }
});

test('peers are pinned where taskset is there, and the trial says so', () => {
  if (!tool('taskset', 'taskset', ['--version']).available) {
    console.log('\nSKIPPED: taskset is not installed');
    return;
  }
  const pinned = ({ notes }: TrialRecord): boolean =>
    notes.some((note) => /server on CPU.*client on CPU/.test(note));
  const rest = whole().trials.filter((trial) => !trial.control && !pinned(trial));
  assert.equal(
    rest.map(({ cell, notes }) => [cell, notes]),
    [],
  );
});

test.run();
