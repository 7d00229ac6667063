import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fixture, newestRun, studyOf } from './bad-luck-study.js';
import { withCli } from './cli.js';
import { documentOf, runJson, trialLines } from './run-results.js';
import { forgetDisturbances } from './undisturbed.js';

const plugins = fixture('load-axis/steady.mjs');
const study = studyOf({ plugins, transport: 'tcp', concurrency: 2, requests: 200 });
const flags = ['--load', 'closed,steady:rate=500'];
const ids = ['tcp.64B.c2', 'tcp.64B.c2.steady-500'];

test('loads are measured side by side, and each row is told by its own', async () => {
  await withCli(study, async (cli) => {
    const planned = await cli.run('run', ...flags, '--dry-run');
    assert.match(planned.stdout, /^ {2}load +closed, steady-500$/m);
    const { rows } = await runJson(cli, ...flags);
    assert.equal(rows.map(({ cell }) => cell.id).sort(), ids);
    const rate = (id: string): number => rows.find(({ cell }) => cell.id === id)?.throughput ?? 0;
    assert.ok(rate('tcp.64B.c2.steady-500') < 600 && rate('tcp.64B.c2') > 600, JSON.stringify(rows));

    forgetDisturbances(cli);
    const reported = await cli.run('report', 'last', '--reporter', 'table,csv,markdown');
    assert.is(reported.code, 0, reported.stderr);
    assert.match(reported.stdout, 'load steady-500');
    const { id } = newestRun(cli);
    const written = (file: string): string =>
      readFileSync(join(cli.folder, '.wiretax', 'runs', id, file), 'utf8');
    const [heading = '', ...lines] = written('rows.csv').trim().split('\n');
    const column = heading.split(',').indexOf('load');
    assert.equal(lines.map((line) => line.split(',')[column]).sort(), ['closed', 'steady-500']);
    assert.match(written('report.md'), 'load steady-500');
    const { findings } = documentOf(await cli.run('report', 'last', '--reporter', 'json'));
    const little = findings.filter(({ id: name }) => name.startsWith('littles-law'));
    assert.equal([...new Set(little.flatMap(({ cells }) => cells))], ['tcp.64B.c2']);
  });
});

test('an exclude leaves out a load, and what isn’t one is refused with its key', async () => {
  await withCli(study, async (cli) => {
    const config = JSON.parse(study['wiretax.config.json'] ?? '') as object;
    const write = (more: object): void => {
      writeFileSync(join(cli.folder, 'wiretax.config.json'), JSON.stringify({ ...config, ...more }));
    };
    write({ load: ['closed', { use: 'steady', rate: 500 }], exclude: [{ load: 'steady' }] });
    assert.match((await cli.run('run', '--dry-run')).stdout, /: 1 cell /);
    write({ load: ['closed', { use: 'steady', rate: -1 }] });
    const wrong = await cli.run('run', '--dry-run');
    assert.is(wrong.code, 2);
    assert.match(wrong.stderr, /load\[1\]\.rate: -1 /);
    const misspelt = await cli.run('run', '--load', 'closd', '--dry-run');
    assert.match(misspelt.stderr, /--load: there is no load closd.*Did you mean closed\?/s);
  });
});

test('a run from before load was an axis keeps its ids, and is reported and resumed', async () => {
  await withCli(study, async (cli) => {
    await runJson(cli, '--load', 'steady:rate=500', '--reps', '2');
    const { id } = newestRun(cli);
    const directory = join(cli.folder, '.wiretax', 'runs', id);
    const file = join(directory, 'manifest.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as {
      experiment: { axes: { load?: readonly unknown[] }; load?: unknown };
    };
    const [load] = manifest.experiment.axes.load ?? [];
    delete manifest.experiment.axes.load;
    manifest.experiment.load = load;
    writeFileSync(file, JSON.stringify(manifest).replaceAll('.steady-500', ''));
    const [first = ''] = trialLines(cli.folder, id);
    writeFileSync(join(directory, 'trials.jsonl'), first.replaceAll('.steady-500', ''));
    const folders = ['tcp.64B.c2.steady-500', 'tcp.64B.c2'].map((name) => join(directory, 'trials', name));
    renameSync(folders[0] ?? '', folders[1] ?? '');

    const before = documentOf(await cli.run('report', id, '--reporter', 'json', '--allow-plugin', plugins));
    const [row] = before.rows;
    assert.equal(
      [row?.cell.id, row?.cell.load.label, row?.trials.completed],
      ['tcp.64B.c2', 'steady-500', 1],
    );
    const resumed = await cli.run('run', '--resume', id, '--allow-plugin', plugins);
    assert.is(resumed.code, 0, resumed.stderr);
    const after = documentOf(await cli.run('report', id, '--reporter', 'json', '--allow-plugin', plugins));
    assert.equal(
      after.rows.map(({ cell, trials }) => [cell.id, trials.completed]),
      [['tcp.64B.c2', 2]],
    );
  });
});

test.run();
