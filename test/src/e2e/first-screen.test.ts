import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { studyOf } from './bad-luck-study.js';
import { type Cli, withCli } from './cli.js';
import { storedRuns } from './run-results.js';

const study = studyOf({
  transport: ['tcp', 'rest'],
  concurrency: [1, 2],
  requests: 200,
  reporters: undefined,
});

function pageOf(cli: Cli, out = '.wiretax'): string {
  const [id = ''] = storedRuns(cli.folder).slice(-1);
  return join(out, 'runs', id, 'report.html');
}

test('a run ends with one screen and the path of its page, and a report of it with the same', async () => {
  await withCli(study, async (cli) => {
    const ran = await cli.run('run');
    assert.is(ran.code, 0, ran.stderr);
    const lines = ran.stdout.trimEnd().split('\n');
    assert.ok(lines.length <= 22, ran.stdout);
    assert.match(lines[0] ?? '', /^tiny · tcp, rest · .*4 cells × 1 launch/);
    assert.is(lines.at(-1), pageOf(cli));
    assert.ok(existsSync(join(cli.folder, pageOf(cli))));
    assert.match(ran.stdout, /^clients +tcp +rest +tcp +rest/m);
    assert.match(lines[1] ?? '', /no intervals(?: · in doubt)?$/);

    const again = await cli.run('report', 'last');
    assert.is(again.stdout, ran.stdout, again.stderr);
  });
});

test('in full every row is there, in a run and in a report', async () => {
  await withCli(study, async (cli) => {
    for (const args of [
      ['run', '--full'],
      ['report', 'last', '--full'],
      ['report', 'last', '--reporter', 'summary', '--full'],
    ]) {
      const { code, stdout, stderr } = await cli.run(...args);
      assert.is(code, 0, stderr);
      assert.match(stdout, /^transport +clients +calls\/s/m, args.join(' '));
      assert.not.match(stdout, /^next /m);
    }
    const refused = await cli.run('run', '--full', '--json');
    assert.is(refused.code, 2, refused.stderr);
  });
});

test('the page is written whatever the reporters are, on standard error where nobody asked for it, and not where it is not wanted', async () => {
  await withCli(study, async (cli) => {
    const json = await cli.run('run', '--json');
    JSON.parse(json.stdout);
    assert.is(json.stderr.trimEnd().split('\n').at(-1), pageOf(cli));
    for (const none of [['--no-page'], ['--no-page', '--reporter', 'csv'], ['--reporter', 'none']]) {
      const { code, stderr } = await cli.run('run', ...none);
      assert.is(code, 0, stderr);
      assert.not(existsSync(join(cli.folder, pageOf(cli))), none.join(' '));
    }
  });
  for (const reporters of ['csv', undefined]) {
    await withCli(studyOf({ transport: 'tcp', reporters, page: false }), async (cli) => {
      assert.is((await cli.run('run')).code, 0);
      assert.not(existsSync(join(cli.folder, pageOf(cli))));
    });
  }
});

test.run();
