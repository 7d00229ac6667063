import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Cli, withCli } from './cli.js';
import { assertRow } from './run-fields.js';
import { documentOf, parseTrial, trialLines } from './run-results.js';
import { storedFixture } from './stored-fixture.js';

/** A small run of tcp with a server and a client, as the last version that wrote schema 1, and the first that wrote schema 2, stored it. */
const runs = [1, 2].map((schema) => ({ schema, ...storedFixture(`schemas/${String(schema)}.json.gz`) }));
const cells = ['tcp.64B.c1', 'tcp.64B.c2'];

async function ask(cli: Cli, ...args: readonly string[]): Promise<string> {
  const finished = await cli.run(...args);
  assert.is(finished.code, 0, finished.stderr);
  assert.not.match(finished.stderr, /warning: .*(left out|damaged)/);
  return finished.stdout;
}

for (const { schema, id, folder, placed } of runs) {
  test(`a run of schema ${String(schema)} is read, reported and explained`, async () => {
    await withCli(placed, async (cli) => {
      const document = documentOf(await cli.run('report', id, '--reporter', 'json'));
      assert.is(document.damage, undefined);
      for (const row of [...document.rows, ...document.controls]) assertRow(row);
      assert.equal(
        document.rows.map(({ cell, trials, peers }) => [
          cell.id,
          trials.completed,
          Object.keys(peers).sort(),
        ]),
        cells.map((cell) => [cell, 2, ['client', 'server']]),
      );
      for (const { schema: written, cast, control, evidence, measured } of document.trials) {
        assert.is(written, 2);
        assert.equal(
          cast.map(({ name, half, calls }) => [name, half, calls]),
          control
            ? [['client', 'client', []]]
            : [
                ['server', 'server', []],
                ['client', 'client', ['server']],
              ],
        );
        assert.is(measured?.attempts, measured?.calls);
        for (const { collector, peer, folder: own } of evidence) assert.is(own, `${collector}-${peer}`);
      }
      await ask(cli, 'report', id, '--reporter', 'table,csv,markdown,html');
      const csv = readFileSync(join(cli.folder, folder, 'rows.csv'), 'utf8');
      assert.match(csv.split('\n')[0] ?? '', 'client_user_ns_per_call');
      assert.match(await ask(cli, 'explain', id, cells[0] ?? ''), 'client and server together');
    });
  });

  test(`a run of schema ${String(schema)} goes on: what is added has schema 2, and both are read`, async () => {
    await withCli(placed, async (cli) => {
      const file = join(cli.folder, folder, 'trials.jsonl');
      const lines = trialLines(cli.folder, id);
      writeFileSync(file, lines.slice(0, -2).join(''));
      await ask(cli, 'run', '--resume', id, '--allow-changed-machine');
      assert.equal(
        trialLines(cli.folder, id).map((line) => (parseTrial(line) as { readonly schema: number }).schema),
        [...lines.slice(2).map(() => schema), 2, 2],
      );
      const { manifest, rows, damage } = documentOf(await cli.run('report', id, '--reporter', 'json'));
      assert.is(damage, undefined);
      assert.equal(
        rows.map(({ trials }) => trials.completed),
        [2, 2],
      );
      assert.is(manifest.schema, 2);
      const stored = JSON.parse(readFileSync(join(cli.folder, folder, 'manifest.json'), 'utf8')) as object;
      assert.is((stored as { readonly schema: number }).schema, 2);
    });
  });
}

test('runs of both schemas are compared, and stand in one history', async () => {
  const [first, second] = runs;
  assert.ok(first && second);
  await withCli({ ...first.placed, ...second.placed }, async (cli) => {
    const compared = JSON.parse(await ask(cli, 'compare', first.id, second.id, '--format', 'json')) as {
      readonly comparisons: readonly { readonly figure: string }[];
    };
    assert.is(compared.comparisons.filter(({ figure }) => figure === 'cpu').length, cells.length);
    const history = await ask(cli, 'history');
    for (const { id } of runs) assert.match(history, id);
  });
});

test.run();
