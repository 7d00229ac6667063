import { compareSides, type Sides, sidesOfRuns } from '@wiretax/comparison';
import { mediaTypes, type Results } from '@wiretax/core';
import { fakeHost, sampleEvidence, sampleManifest, sampleResults, sampleTrial } from '@wiretax/core/testing';
import { syntheticRow } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { writePage } from './write-page.js';

/** Six cells of a run, whose second transport has a hostile name. */
function runOf(id: string, factor: number, transports = ['tcp', '</script><b>'], launches = 5): Results {
  const rows = transports.flatMap((transport, index) =>
    [64, 4096, 65_536].map((bytes) =>
      syntheticRow({
        transport,
        bytes,
        clients: 1,
        launches,
        calls: 2000,
        p50Ns: (20_000 + index * 10_000 + bytes) * factor,
        tailRatio: 2,
        launchNoise: 0.01,
        seed: bytes + index,
      }),
    ),
  );
  const stacks = sampleEvidence({
    collector: 'flamegraph',
    peer: 'client',
    calls: 10,
    artifacts: [{ file: 'stacks.folded', mediaType: mediaTypes.folded }],
  });
  return sampleResults(rows, {
    manifest: sampleManifest({}, { id }),
    directory: `runs/${id}`,
    trials: rows.map(({ cell }) => sampleTrial(cell, { evidence: [stacks] })),
  });
}

async function written(sides: Sides): Promise<{ readonly path: string; readonly page: string }> {
  const stacks = (run: string, work: number): readonly (readonly [string, string])[] =>
    ['tcp.64B.c1', 'tcp.4KiB.c1'].map((cell) => [
      `runs/${run}/trials/${cell}/1/flamegraph-client/stacks.folded`,
      `node;main;work ${String(work)}\nnode;main;rest 10\n`,
    ]);
  const host = fakeHost({ files: Object.fromEntries([...stacks('one', 10), ...stacks('two', 40)]) });
  const path = await writePage(host, sides, compareSides(sides, { margin: 0.03 }));
  return { path, page: await host.files.read(path) };
}

test('two runs on one page: what came out, changes, both in the same charts, flame graphs, what they were', async () => {
  const { path, page } = await written(sidesOfRuns(runOf('one', 1), runOf('two', 1.2)));
  assert.is(path, 'runs/two/compare.one.html');
  const places = [
    'answer',
    'changes',
    'chart-effects',
    'charts',
    'chart-latency-over-size',
    'flames',
    'runs',
  ];
  const found = places.map((id) => page.indexOf(` id="${id}"`));
  assert.equal(
    found,
    found.toSorted((a, b) => a - b),
  );
  assert.ok(
    found.every((place) => place > 0),
    found.join(),
  );
  assert.match(page, 'B is worse than A');
  assert.match(page, /data-value="tcp\.64B\.c1, P50: \+[\d.]+ % \([^"]*\), slower"/);
  assert.match(page, 'tcp, B');
  assert.match(page, '<option value="0 1">tcp.64B.c1, client</option>');
  assert.match(page, '<option value="2 3">tcp.4KiB.c1, client</option>');
});

test('a change without an interval says so, and once', async () => {
  const { page } = await written(sidesOfRuns(runOf('one', 1, ['tcp'], 1), runOf('two', 1.2, ['tcp'], 1)));
  assert.match(page, /data-value="tcp\.64B\.c1, P50: \+[\d.]+ %, no interval"/);
});

test('two transports of one run are compared without sides, and names stay text', async () => {
  const run = runOf('two', 1);
  const [a, b] = [run.rows.slice(0, 3), run.rows.slice(3)];
  const pairs = a.flatMap((row, index) => {
    const other = b[index];
    return other === undefined ? [] : [{ a: row, b: other }];
  });
  const { path, page } = await written({ a: run, b: run, pairs, onlyA: [], onlyB: [] });
  assert.match(path, /^runs\/two\/compare\.tcp\.[\w-]+\.html$/);
  assert.not.match(page, /tcp, [AB]\b|<\/script><b>/);
  assert.is(page.split('<script>').length, 2);
  assert.not.match(page, ' id="flames"');
});

test.run();
