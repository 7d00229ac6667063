import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fixture, newestRun, studyOf } from './bad-luck-study.js';
import { withCli } from './cli.js';
import { documentOf } from './run-results.js';

const files = studyOf({
  plugins: fixture('bad-luck/refuses.mjs'),
  transport: 'refuses',
  requests: 1000,
  tolerate: '2%',
});

test('failed calls are put up with, counted by how they ended, and shown', async () => {
  await withCli(files, async (cli) => {
    const { code, stderr } = await cli.run('run', '--reporter', 'csv');
    assert.is(code, 0, stderr);
    const { rows, trials, manifest } = documentOf(await cli.run('report', '--reporter', 'json'));
    const { calls = 0, failedCalls, tally, response } = trials[0]?.measured ?? {};
    assert.equal([tally?.failed, failedCalls, tally?.offered], [{ refused: 10 }, 10, 1000]);
    assert.equal([calls, response?.count, rows[0]?.failedCalls], [990, 990, 10]);
    assert.is(manifest.experiment.tolerate, 0.02);
    const sheet = readFileSync(join(cli.folder, '.wiretax', 'runs', newestRun(cli).id, 'rows.csv'), 'utf8');
    assert.match(sheet, ',990,10,', 'calls and failed calls');
  });
});

test('more failed calls than are tolerated fail the trial, with the first of them', async () => {
  await withCli(files, async (cli) => {
    const { code, stderr } = await cli.run('run', '--tolerate', '0.5%');
    assert.is(code, 1);
    assert.match(
      stderr,
      /transport refuses .*: \d+ of \d+ calls failed \(\d+ refused\), more than tolerate: 0\.5 %; the first: call \d+: no room \(E_CALL_FAILED\)/,
    );
    const none = await cli.run('run', '--tolerate', '0%');
    assert.match(none.stderr, /transport refuses .*: call \d+: no room \(E_CALL_FAILED\)/);
    const wrong = await cli.run('run', '--tolerate', '2');
    assert.is(wrong.code, 2);
    assert.match(wrong.stderr, "--tolerate: 2 isn't a share");
  });
});

test.run();
