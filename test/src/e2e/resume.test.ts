import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Cli, withCli } from './cli.js';
import { documentOf, runJson, storedRuns, trialLines } from './run-results.js';

const config = `
name: pair
transport: tcp
concurrency: [1, 2]
duration: 50ms
warmup: { min: 10ms, max: 20ms }
repetitions: 1
ceiling: false
`;

/** Starts a run that goes on for minutes and resolves when its first trial has begun. */
async function startLong(cli: Cli) {
  const started = cli.start('run', '--duration', '2m');
  if (!(await started.saw(/^\S+: \d+ trials, /, 1))) throw new Error((await started.finished).stderr);
  const [id] = storedRuns(cli.folder);
  if (id === undefined) throw new Error('the run has no folder');
  return { ...started, id };
}

test('a complete run is left as it is, and shown again', async () => {
  await withCli({ 'wiretax.config.yaml': config }, async (cli) => {
    const first = await cli.run('run', '--quiet');
    assert.is(first.code, 0, first.stderr);
    const [run = ''] = storedRuns(cli.folder);
    const lines = trialLines(cli.folder, run);
    assert.is(lines.length, 2);
    const again = await cli.run('run', '--resume', run);
    assert.is(again.code, 0, again.stderr);
    assert.match(again.stdout, new RegExp(`report ${run} --full$`, 'm'));
    assert.is(again.stdout, first.stdout);
    assert.equal(trialLines(cli.folder, run), lines);
    assert.match(again.stderr, /: 0 trials/);
  });
});

test('resumed with --json, it prints what the run would have', async () => {
  await withCli({ 'wiretax.config.yaml': config }, async (cli) => {
    const first = await cli.run('run', '--quiet');
    assert.is(first.code, 0, first.stderr);
    const [id = ''] = storedRuns(cli.folder);
    const again = await cli.run('run', '--resume', id, '--json');
    assert.is(again.code, 0, again.stderr);
    assert.is(documentOf(again).run, id);
    assert.is(documentOf(again).manifest.resumedAt.length, 1);
  });
});

test('a run that was made with packages that others have replaced is reported and resumed with those', async () => {
  const study = `${config}settings: { knee: { slo: 5 } }\n`;
  await withCli({ 'wiretax.config.yaml': study }, async (cli) => {
    const { run } = await runJson(cli);
    const file = join(cli.folder, '.wiretax', 'runs', run, 'manifest.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as {
      plugins: { name: string }[];
      experiment: { settings: Record<string, unknown> };
    };
    const { settings } = manifest.experiment;
    assert.equal(settings['@wiretax/plugin-curves'], { knee: { slo: 5 } });
    manifest.experiment.settings = { '@wiretax/plugin-knee': { slo: 5 } };
    manifest.plugins = manifest.plugins.flatMap((plugin) =>
      plugin.name === '@wiretax/plugin-curves'
        ? ['knee', 'usl'].map((name) => ({ ...plugin, name: `@wiretax/plugin-${name}` }))
        : [plugin],
    );
    writeFileSync(file, JSON.stringify(manifest));
    const reported = await cli.run('report', run);
    assert.is(reported.code, 0, reported.stderr);
    assert.not.match(reported.stderr, 'plugin');
    const resumed = await cli.run('run', '--resume', run);
    assert.is(resumed.code, 0, resumed.stderr);
    assert.match(resumed.stderr, /: 0 trials/);
    assert.not.match(resumed.stderr, 'plugin');
  });
});

test('a run of before links and topologies came from plugins is reported, and goes on', async () => {
  const study = `${config}link: [tcp, unix]\nexclude: [{ concurrency: 2, link: unix }]\n`;
  await withCli({ 'wiretax.config.yaml': study }, async (cli) => {
    const { run } = await runJson(cli);
    const folder = join(cli.folder, '.wiretax', 'runs', run);
    const file = join(folder, 'manifest.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as {
      plugins: { name: string; kinds: string[] }[];
      experiment: { axes: Record<string, unknown>; exclude: Record<string, unknown>[] };
    };
    const { axes, exclude } = manifest.experiment;
    axes['link'] = ['tcp', 'unix'];
    delete axes['topology'];
    manifest.experiment.exclude = exclude.map((entry) => ({ ...entry, link: ['unix'] }));
    manifest.plugins = manifest.plugins.filter(
      ({ kinds }) => !kinds.includes('link') && !kinds.includes('topology'),
    );
    writeFileSync(file, JSON.stringify(manifest));
    const [first = '', ...rest] = trialLines(cli.folder, run);
    assert.is(rest.length, 2);
    writeFileSync(join(folder, 'trials.jsonl'), first);
    const reported = await cli.run('report', run);
    assert.is(reported.code, 0, reported.stderr);
    const resumed = await cli.run('run', '--resume', run);
    assert.is(resumed.code, 0, resumed.stderr);
    assert.match(resumed.stderr, /: 2 trials/);
    const cells = trialLines(cli.folder, run).map((line) => (JSON.parse(line) as { cell: string }).cell);
    assert.equal(cells.sort(), ['tcp.64B.c1', 'tcp.64B.c1.unix', 'tcp.64B.c2']);
  });
});

test('an unknown run is refused with what there is', async () => {
  await withCli({ 'wiretax.config.yaml': config }, async (cli) => {
    const none = await cli.run('run', '--resume', 'yesterday');
    assert.is(none.code, 2);
    assert.match(none.stderr, /yesterday/);
    assert.match(none.stderr, /holds none/);
    const { run } = await runJson(cli);
    const misspelt = run.replace('pair', 'pear');
    const wrong = await cli.run('run', '--resume', misspelt);
    assert.is(wrong.code, 2);
    assert.ok(wrong.stderr.includes(misspelt) && wrong.stderr.includes(run), wrong.stderr);
    assert.is(wrong.stdout, '');
    assert.equal(storedRuns(cli.folder), [run]);
  });
});

test('what another process writes to is refused, and that process goes on', async () => {
  await withCli({ 'wiretax.config.yaml': config }, async (cli) => {
    const { id, process: writer, finished } = await startLong(cli);
    const second = await cli.run('run', '--resume', id);
    assert.is(second.code, 2);
    assert.match(second.stderr, new RegExp(`process ${String(writer.pid)} `));
    assert.is(writer.exitCode, null);
    writer.kill('SIGINT');
    const { code, stderr } = await finished;
    assert.is(code, 130);
    assert.match(stderr, new RegExp(`run --resume ${id}`));
  });
});

test('after the writer was killed its lock is no obstacle', async () => {
  await withCli({ 'wiretax.config.yaml': config }, async (cli) => {
    const { id, process: writer, finished } = await startLong(cli);
    writer.kill('SIGKILL');
    await finished;
    await cli.allGone();
    const resumed = cli.start('run', '--resume', id);
    assert.ok(await resumed.saw(/^\S+: 2 trials, /, 1), 'both trials are to be run');
    resumed.process.kill('SIGTERM');
    assert.is((await resumed.finished).code, 130);
  });
});

test.run();
