import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fixture, newestRun, studyOf } from './bad-luck-study.js';
import { withCli } from './cli.js';

const plugin = fixture('bad-luck/reporters.mjs');
const files = studyOf({
  plugins: plugin,
  transport: 'tcp',
  reporters: ['throws', 'counts', 'rejects-with-nothing', 'csv'],
});
const complaints = [
  'report: reporter throws (reporters local) failed in report: out of ink',
  'report: reporter rejects-with-nothing (reporters local) failed in report: it gave no reason',
];

test('a reporter that fails stops no other, in a run and in a report of it', async () => {
  await withCli(files, async (cli) => {
    for (const args of [['run'], ['report', 'last', '--allow-plugin', plugin]]) {
      const { code, stdout, stderr } = await cli.run(...args);
      assert.is(code, 1, stderr);
      assert.match(stdout, /^1 trials$/m);
      for (const complaint of complaints) assert.ok(stderr.includes(complaint), stderr);
      assert.not.match(stderr, /^ +at |defect of wiretax/m);
    }
    const { id, trials } = newestRun(cli);
    assert.is(trials.get('tcp')?.status, 'completed');
    const run = join(cli.folder, '.wiretax', 'runs', id);
    assert.is(readFileSync(join(run, 'count.txt'), 'utf8'), '1\n');
    assert.match(readFileSync(join(run, 'rows.csv'), 'utf8'), 'tcp');
  });
});

test('a report that can not be written names the file, and the others are made', async () => {
  await withCli(files, async (cli) => {
    await cli.run('run', '--reporter', 'none');
    const run = join(cli.folder, '.wiretax', 'runs', newestRun(cli).id);
    // A folder of that name is in the way, for root too.
    rmSync(join(run, 'findings.json'));
    for (const name of ['count.txt', 'findings.json']) mkdirSync(join(run, name));
    const { code, stderr } = await cli.run(
      'report',
      'last',
      '--reporter',
      'counts,csv',
      '--allow-plugin',
      plugin,
    );
    assert.is(code, 1, stderr);
    assert.match(
      stderr,
      new RegExp(`report: can't write .*findings\\.json: .*; make room or mend its permissions`),
    );
    assert.match(stderr, new RegExp(`reporter counts .*can't write .*count\\.txt: `));
    assert.match(readFileSync(join(run, 'rows.csv'), 'utf8'), 'tcp');
  });
});

test('a stored run that was damaged is refused by name', async () => {
  await withCli(files, async (cli) => {
    await cli.run('run', '--reporter', 'none');
    const run = join(cli.folder, '.wiretax', 'runs', newestRun(cli).id);
    const damages: readonly [file: string, text: string, says: string][] = [
      ['manifest.json', '{', 'holds no run'],
      ['manifest.json', '{"schema":99}', 'manifest.json has schema 99, this wiretax reads 1'],
    ];
    for (const [file, text, says] of damages) {
      const path = join(run, file);
      const sound = readFileSync(path, 'utf8');
      writeFileSync(path, text);
      for (const args of [
        ['report', 'last'],
        ['run', '--resume', 'last', '--allow-plugin', plugin],
      ]) {
        const { code, stdout, stderr } = await cli.run(...args);
        assert.is(code, 2, `${args.join(' ')} with ${text}: ${stderr}`);
        assert.is(stdout, '');
        assert.match(stderr, says);
        assert.not.match(stderr, /^ +at |defect of wiretax/m);
      }
      writeFileSync(path, sound);
    }
    assert.is((await cli.run('report', 'last', '--reporter', 'csv')).code, 0);
  });
});

test.run();
