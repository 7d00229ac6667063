import type { ReportOutput, Reporter, Results } from '@wiretax/core';
import { sampleCast, sampleChain, sampleFailedTrial, sampleResults, sampleRow } from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { document } from './document.js';
import plugin from './index.js';

const hostile = 'a"\\\n\u001b[31m\u009b1m\u202e\u2028\u200b\u{e0001}\ud800</script>é';

/** One row of few calls, one failed trial, one finding. */
function results(transport: string, rows = [sampleRow({ transport, rate: 18_243.25, calls: 500 })]): Results {
  return sampleResults(rows, {
    trials: [sampleFailedTrial(sampleRow({ transport }).cell, 'the server ended')],
    findings: [{ id: 'knee', statement: transport, numbers: { p99Ns: 12.5, callsPerSecond: 3 }, cells: [] }],
  });
}

/** As the document has them: launches are under `trials`, and their histograms in the run's folder. */
function withoutLaunches(rows: Results['rows']): readonly object[] {
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([key]) => key !== 'launches')));
}

test('the document holds the results as they are', () => {
  const given = { ...results('tcp'), damage: ['trials.jsonl line 2 is not JSON'] };
  const { schema, run, ...rest } = JSON.parse(document(given)) as Results & { schema: number; run: string };
  assert.is(schema, 2);
  assert.is(run, given.manifest.id);
  const { rows, controls } = given;
  assert.equal(rest, {
    ...given,
    rows: withoutLaunches(rows),
    controls: withoutLaunches(controls),
  });
});

test('peers go by their names, with who was the limit', () => {
  const limit = { peer: 'proxy-1', busy: 0.97, of: 'thread' } as const;
  const row = sampleRow({ between: ['proxy-1'] }, { limit });
  const given = sampleResults([row], { trials: [sampleChain(row.cell, ['proxy-1'])] });
  const told = JSON.parse(document(given)) as Results;
  assert.equal(told.rows[0]?.peers, row.peers);
  assert.equal(told.rows[0]?.limit, limit);
  assert.equal(told.trials[0]?.cast, sampleCast('proxy-1'));
});

test('the top level begins with what identifies the run', () => {
  assert.equal(Object.keys(JSON.parse(document(results('tcp'))) as object), [
    'schema',
    'run',
    'planned',
    'directory',
    'manifest',
    'checks',
    'analyses',
    'findings',
    'rows',
    'controls',
    'trials',
  ]);
});

test('the order of keys does not depend on the order in which they were made', () => {
  const reversed = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(reversed)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([key, item]) => [key, reversed(item)]),
          )
        : value;
  assert.is(document(reversed(results('tcp')) as Results), document(results('tcp')));
});

test('numbers are numbers, and what was not measured is null', () => {
  const text = document(results('tcp'));
  assert.match(text, '"throughput": 18243.25');
  assert.match(text, '"p99": null');
});

test('a number that is none is null', () => {
  assert.match(document(results('tcp', [sampleRow({}, { throughput: Number.NaN })])), '"throughput": null');
});

test('hostile strings come back unchanged, and nothing in the text moves a cursor', () => {
  const text = document(results(hostile));
  const parsed = JSON.parse(text) as Results;
  assert.is(parsed.rows[0]?.cell.transport.label, hostile);
  assert.is(parsed.findings[0]?.statement, hostile);
  assert.not.match(text, /[^\n\P{Cc}]|[\p{Cf}\p{Cs}\u2028]/u);
  assert.match(text, 'é');
});

test('no rows', () => {
  const empty = { ...results('tcp', []), trials: [], findings: [] };
  assert.equal((JSON.parse(document(empty)) as Results).rows, []);
});

test('the reporter prints one document and a newline', async () => {
  const added = new Map<string, Reporter>();
  plugin.apply({
    reporters: { add: (name: string, reporter: Reporter) => added.set(name, reporter) },
  } as never);
  const printed: string[] = [];
  const output: ReportOutput = {
    columns: 80,
    color: true,
    print: (text) => printed.push(text),
    write: () => Promise.reject(new Error('writes no file')),
  };
  await added.get('json')?.report(results('tcp'), output);
  assert.is(printed.length, 1);
  assert.match(printed[0] ?? '', /^\{\n[^]*\n\}\n$/);
});

test.run();
