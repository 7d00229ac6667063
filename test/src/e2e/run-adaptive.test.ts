import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Manifest } from '@wiretax/core';
import { type Cli, withCli } from './cli.js';
import { documentOf, parseTrial, runJson, storedRuns, trialLines, trialName } from './run-results.js';

const config = `
name: adaptive
transport: tcp
concurrency: 1
duration: 300ms
warmup: { min: 10ms, max: 20ms, calls: 0 }
ceiling: false
collectors: []
`;

function manifestOf(cli: Cli, id: string): Manifest {
  return JSON.parse(
    readFileSync(join(cli.folder, '.wiretax', 'runs', id, 'manifest.json'), 'utf8'),
  ) as Manifest;
}

test('a goal that any interval meets ends with the least number of blocks, and says so', async () => {
  await withCli({ 'wiretax.config.yaml': config }, async (cli) => {
    const finished = await cli.run('run', '--until', 'ci=99%', '--budget', '1h', '--json');
    assert.is(finished.code, 0, finished.stderr);
    const { manifest, rows, trials, planned } = documentOf(finished);
    assert.equal(manifest.experiment.adaptive, { relativeWidth: 0.99, budgetMs: 3_600_000 });
    const blocks = manifest.settlement?.blocks ?? 0;
    assert.ok(blocks >= 3 && blocks <= 30, String(blocks));
    assert.equal([trials.length, planned, rows[0]?.trials.completed], [blocks, blocks, blocks]);
    assert.match(
      finished.stderr,
      new RegExp(`after ${String(blocks)} blocks; P99 is known to ± 99\\.0 % in`),
    );
  });
});

test('a budget that is spent ends the run; the least number of blocks is run whatever they take', async () => {
  await withCli({ 'wiretax.config.yaml': config }, async (cli) => {
    const { manifest, planned, trials } = await runJson(cli, '--until', 'ci=0.01%', '--budget', '1ms');
    assert.equal([planned, trials.length], [3, 3]);
    assert.is(manifest.settlement?.reason, 'budget');
    const report = await cli.run('report', 'last', '--reporter', 'table');
    assert.is(report.code, 0, report.stderr);
    assert.match(report.stdout.replace(/\s+/g, ' '), /run The time was spent, .* after 3 blocks/);
  });
});

test('interrupted in a further block, it is resumed, and goes on adapting', async () => {
  await withCli({ 'wiretax.config.yaml': config }, async (cli) => {
    const started = cli.start('run', '--until', 'ci=0.01%');
    assert.ok(await started.saw(/^block 4: 1 more trial$/), started.stderr());
    started.process.kill('SIGINT');
    const interrupted = await started.finished;
    assert.is(interrupted.code, 130, interrupted.stderr);
    const [id = ''] = storedRuns(cli.folder);
    const kept = trialLines(cli.folder, id).length;
    assert.ok(kept >= 3);
    assert.is(manifestOf(cli, id).settlement, undefined);
    const report = await cli.run('report', id);
    assert.match(report.stderr, /This run is not complete: .* Go on with:/s);

    // Found tight at once: the goal of a stored run is changed by hand, as nobody can wait for thirty blocks.
    const manifest = manifestOf(cli, id);
    const experiment = { ...manifest.experiment, adaptive: { budgetMs: 1 } };
    writeFileSync(
      join(cli.folder, '.wiretax', 'runs', id, 'manifest.json'),
      JSON.stringify({ ...manifest, experiment }),
    );
    const resumed = await cli.run('run', '--resume', id, '--full');
    assert.is(resumed.code, 0, resumed.stderr);
    const names = trialLines(cli.folder, id).map((line) => trialName(parseTrial(line)));
    assert.ok(names.length >= kept && new Set(names).size === names.length);
    assert.is(manifestOf(cli, id).settlement?.blocks, names.length);
    // The signal may have come when the fourth trial had just ended.
    const noted = resumed.stdout.replace(/\s+/g, ' ').includes('run Interrupted and resumed: begun on');
    assert.is(noted, names.length > kept);
    assert.match(resumed.stderr, /The time was spent/);
  });
});

test('Node.js flags are an axis: peers get them by role, and one that Node.js refuses ends the run at once', async () => {
  await withCli({ 'wiretax.config.yaml': config }, async (cli) => {
    const refused = await cli.run('run', '--node', 'default,--no-such-flag');
    assert.is(refused.code, 2);
    assert.match(refused.stderr, /E_NODE_FLAGS.*\n.*no-such-flag.*bad option: --no-such-flag/);
    assert.equal(storedRuns(cli.folder), []);
    writeFileSync(
      join(cli.folder, 'flags.yaml'),
      `${config}repetitions: 1\nnode: [default, { as: semi, server: [--max-semi-space-size=32] }, --expose-gc]\n`,
    );
    const { rows, trials } = await runJson(cli, 'flags.yaml');
    assert.equal(
      rows.map(({ cell }) => cell.id),
      ['tcp.64B.c1', 'tcp.64B.c1.semi', 'tcp.64B.c1.expose-gc'],
    );
    assert.ok(trials.every(({ status }) => status === 'completed'));
    assert.equal(rows[1]?.cell.node, { label: 'semi', client: [], server: ['--max-semi-space-size=32'] });
  });
});

test('a threshold that is crossed is named with its row and figure, and fails the run', async () => {
  const thresholds = 'thresholds: [p50(response) < 1us on tcp.*, mean < 10s]\n';
  await withCli({ 'wiretax.config.yaml': `${config}repetitions: 1\n${thresholds}` }, async (cli) => {
    const { code, stderr } = await cli.run('run', '--quiet', '--reporter', 'none');
    assert.is(code, 1, stderr);
    assert.match(
      stderr,
      /^threshold p50 of tcp\.\* < 1 µs: crossed in 1 of 1 cell\n {2}tcp\.64B\.c1: [\d.]+ .s, no/,
    );
    assert.not.match(stderr, /< 10 s/);
    const wrong = await cli.run('run', '--transport', 'tcp', '--dry-run');
    assert.is(wrong.code, 0, wrong.stderr);
  });
});

test('a line of trials.jsonl that was edited is named, the rest reported, and the trial run again', async () => {
  await withCli({ 'wiretax.config.yaml': config }, async (cli) => {
    const { run } = await runJson(cli, '--reps', '2');
    const path = join(cli.folder, '.wiretax', 'runs', run, 'trials.jsonl');
    const [first = '', second = ''] = trialLines(cli.folder, run);
    writeFileSync(path, first.replace('"cell"', 'cell') + second);
    appendFileSync(path, first.replace('tcp.64B', 'udp.64B'));
    const report = await cli.run('report', run, '--reporter', 'table');
    assert.is(report.code, 0, report.stderr);
    assert.match(report.stderr, /warning: trials\.jsonl line 1 is not JSON and was left out/);
    assert.match(report.stderr, /warning: trials\.jsonl line 3 is of cell "udp\.64B\.c1"/);
    assert.match(report.stderr, /not complete: 1 of 2 trials/);
    assert.match(report.stdout.replace(/\s+/g, ' '), /line 1 is not JSON/);
    const resumed = await cli.run('run', '--resume', run);
    assert.is(resumed.code, 0, resumed.stderr);
    assert.is(trialLines(cli.folder, run).length, 4);
    assert.is(documentOf(await cli.run('report', run, '--reporter', 'json')).trials.length, 2);
  });
});

test.run();
