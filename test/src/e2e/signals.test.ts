import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fixture, newestRun, studyOf } from './bad-luck-study.js';
import { type Cli, entriesBelow, type Finished, type Started, withCli } from './cli.js';
import { storedRuns, trialLines } from './run-results.js';

/** By its seed first a trial of tcp, then one that gets stuck as the file `stall` says. */
function stallingStudy(stall: 'connecting' | 'calling', rest = {}): Readonly<Record<string, string>> {
  const plugins = ['stalls', 'phases'].map((file) => fixture(`bad-luck/${file}.mjs`));
  return {
    ...studyOf({ plugins, transport: ['stalls', 'tcp'], link: 'unix', seed: 2, callTimeout: '2m', ...rest }),
    stall,
  };
}

const stages = [
  ['setup', stallingStudy('connecting')],
  // The first call that is stuck is one of the warmup, if there is any.
  ['warmup', stallingStudy('calling', { warmup: { min: 0, max: '60ms', calls: 0 } })],
  ['measure', stallingStudy('calling')],
] as const;

const ways = [
  ['SIGINT to the process group', (started: Started) => started.signalGroup('SIGINT')],
  ['SIGINT to the process alone', (started: Started) => started.process.kill('SIGINT')],
  ['SIGTERM', (started: Started) => started.process.kill('SIGTERM')],
] as const;

for (const [stage, files] of stages) {
  for (const [way, interrupt] of ways) {
    test(`${way} in ${stage} ends the run; its finished trial is kept and the resume command works`, async () => {
      await withCli(files, async (cli) => {
        const started = cli.start('run');
        assert.ok(await started.saw(new RegExp(`^in ${stage} of stalls`)));
        interrupt(started);
        const kept = await keepsOne(cli, await started.finished);

        rmSync(join(cli.folder, 'stall'));
        const resumed = await cli.run(...kept.command);
        assert.is(resumed.code, 0, resumed.stderr);
        const lines = trialLines(cli.folder, kept.id);
        assert.equal(lines.slice(0, 1), kept.lines);
        assert.equal(
          [...newestRun(cli).trials.values()].map(({ status }) => status),
          ['completed', 'completed'],
        );
      });
    });
  }
}

test('a signal while calls are made ends the run before its time', async () => {
  const files = studyOf({
    plugins: fixture('bad-luck/phases.mjs'),
    transport: 'tcp',
    duration: '5m',
    requests: undefined,
  });
  await withCli(files, async (cli) => {
    const started = cli.start('run');
    assert.ok(await started.saw(/^in measure of tcp/));
    started.process.kill('SIGINT');
    const { code, stderr } = await started.finished;
    assert.is(code, 130, stderr);
    assert.match(stderr, /0 of 1 trials are kept/);
    assert.equal(cli.running(), []);
  });
});

test('the second signal ends it at once, with peers that do not listen any more', async () => {
  const plugins = ['clients', 'phases'].map((file) => fixture(`bad-luck/${file}.mjs`));
  const files = studyOf({ plugins, transport: 'blocks', callTimeout: '2m' });
  await withCli(files, async (cli) => {
    const started = cli.start('run');
    assert.ok(await started.saw(/^in measure of blocks/));
    started.process.kill('SIGINT');
    assert.ok(await started.saw(/once more to stop at once/));
    started.process.kill('SIGINT');
    const { code, stderr } = await started.finished;
    assert.is(code, 130, stderr);
    await cli.allGone();
  });
});

test('a signal while a report is made ends it, and the report can be made again', async () => {
  const plugins = ['reporters', 'phases'].map((file) => fixture(`bad-luck/${file}.mjs`));
  const files = studyOf({ plugins, transport: 'tcp', reporters: ['waits', 'counts'] });
  await withCli(files, async (cli) => {
    const started = cli.start('run');
    assert.ok(await started.saw(/^in report of the run/));
    started.process.kill('SIGINT');
    const { code, stderr } = await started.finished;
    assert.is(code, 130, stderr);
    assert.not.match(stderr, /^ +at |defect of wiretax/m);
    const allowed = plugins.flatMap((plugin) => ['--allow-plugin', plugin]);
    const again = await cli.run('report', 'last', '--reporter', 'counts', ...allowed);
    assert.is(again.code, 0, again.stderr);
    assert.match(again.stdout, /^1 trials$/m);
  });
});

test('a terminal that goes away takes the run with it', async () => {
  await withCli(stallingStudy('calling'), async (cli) => {
    const started = cli.start('run');
    assert.ok(await started.saw(/^in measure of stalls/));
    started.signalGroup('SIGHUP');
    assert.is((await started.finished).signal, 'SIGHUP');
    await cli.allGone();
    assert.is(trialLines(cli.folder, newestRun(cli).id).length, 1);
  });
});

/** Checks that a run was interrupted after its first trial; resolves with that and with the command to go on with. */
async function keepsOne(cli: Cli, { code, stdout, stderr }: Finished) {
  assert.is(code, 130, stderr);
  assert.is(stdout, '');
  assert.match(stderr, /Interrupted; 1 of 2 trials are kept/);
  assert.not.match(stderr, /^ +at |defect of wiretax|failed in/m);
  await cli.allGone();
  assert.equal(entriesBelow(cli.temporary), []);
  const [id = ''] = storedRuns(cli.folder);
  const lines = trialLines(cli.folder, id);
  assert.is(lines.length, 1);
  const [, printed = ''] = /^ +\S+ \S+ (run --resume .*)$/m.exec(stderr) ?? [];
  assert.match(printed, new RegExp(`^run --resume ${id}( --allow-plugin \\S+)*$`));
  return { id, lines, command: printed.split(' ') };
}

test.run();
