import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { newestRun, studyOf } from './bad-luck-study.js';
import { type Cli, withCli } from './cli.js';
import { storedRuns, trialLines } from './run-results.js';

const study = studyOf({ transport: 'tcp' });
/** Long enough to be met by what happens meanwhile. */
const longer = studyOf({ transport: 'tcp', repetitions: 3, requests: undefined, duration: '300ms' });

/** A shell that does something and then becomes the command. */
function after(script: string): readonly string[] {
  return ['sh', '-c', `${script}; exec "$@"`, 'sh'];
}

async function refuses(cli: Cli, launcher: readonly string[], says: RegExp): Promise<void> {
  for (const command of [['run'], ['list'], ['--help']]) {
    const { code, stdout, stderr } = await cli.startUnder(launcher, ...command).finished;
    assert.is(code, 2, stderr);
    assert.is(stdout, '');
    assert.match(stderr, says);
    assert.is(stderr.trim().split('\n').length, 1, stderr);
  }
}

test('a folder that was deleted, and 24 file descriptors, are each said in one sentence', async () => {
  await withCli(study, async (cli) => {
    const gone = after('mkdir gone; cd gone; rmdir ../gone');
    await refuses(
      cli,
      gone,
      /^error E_SURROUNDINGS: the folder that this was started in no longer exists; change/,
    );
    await refuses(
      cli,
      after('ulimit -n 24'),
      /^error E_SURROUNDINGS: a process may have 24 open files here, .*ulimit -n/,
    );
  });
});

test('the least number of file descriptors that is not refused is enough', async () => {
  await withCli(studyOf({ transport: 'null' }), async (cli) => {
    const { code, stderr } = await cli.startUnder(after('ulimit -n 128'), 'run').finished;
    assert.is(code, 0, stderr);
  });
});

test('a TMPDIR that is too long for sockets is no matter', async () => {
  await withCli(studyOf({ transport: ['tcp', 'rest', 'grpc'], link: 'unix' }), async (cli) => {
    const long = join(cli.temporary, 't'.repeat(100));
    mkdirSync(long);
    const { code, stderr } = await cli.startUnder(['env', `TMPDIR=${long}`], 'run').finished;
    assert.is(code, 0, stderr);
    assert.equal(readdirSync(long), []);
  });
});

test('results whose folder is deleted meanwhile end the run, and nothing is said to be kept', async () => {
  await withCli(longer, async (cli) => {
    const started = cli.start('run');
    assert.ok(await started.saw(/^1\/3/));
    renameSync(join(cli.folder, '.wiretax'), join(cli.folder, 'moved'));
    const { code, stderr } = await started.finished;
    assert.is(code, 1, stderr);
    assert.match(stderr, /error E_WRITE: .*its folder is gone, and the trials in it; begin a new run/);
    assert.equal(storedRuns(cli.folder), []);
  });
});

/** As a shell that tells what it starts, and as nohup leaves an input that was a terminal. */
const nohups = {
  'the shell says so': ['env', '_=/usr/bin/nohup', 'nohup'],
  'its input says so': after('exec 0>/dev/null'),
};

for (const [title, launcher] of Object.entries(nohups)) {
  test(`under nohup a hang-up ends nothing (${title})`, async () => {
    await withCli(longer, async (cli) => {
      const started = cli.startUnder(launcher, 'run');
      assert.ok(await started.saw(/^1\/3/), started.stderr());
      started.process.kill('SIGHUP');
      const { code, stderr } = await started.finished;
      assert.is(code, 0, stderr);
      assert.is(trialLines(cli.folder, newestRun(cli).id).length, 3);
    });
  });
}

/** Gives a command a terminal, closes it when the command has said something, sends it signals, and ends as the command does. */
const closingTerminal = (...signals: readonly ('SIGINT' | 'SIGTERM')[]): string => `
import os, pty, signal, subprocess, sys
terminal, its = pty.openpty()
command = subprocess.Popen(sys.argv[1:], stdin=its, stdout=its, stderr=its, start_new_session=True)
os.close(its)
while b'1/3' not in os.read(terminal, 1000): pass
os.close(terminal)
${signals.map((name) => `command.send_signal(signal.${name})\n`).join('')}sys.exit(command.wait() % 256)
`;

for (const [title, signals, expected, trials] of [
  ['takes nothing with it', [], 0, 3],
  ['lets two signals end the command as they do elsewhere', ['SIGINT', 'SIGTERM'], 130, undefined],
] as const) {
  test(`a terminal that goes away without a hang-up ${title}`, async () => {
    if (spawnSync('python3', ['--version']).status !== 0) {
      console.log('\nSKIPPED: python3 makes the terminal');
      return;
    }
    await withCli(longer, async (cli) => {
      const launcher = ['python3', '-c', closingTerminal(...signals)];
      const { code, stderr } = await cli.startUnder(launcher, 'run').finished;
      assert.is(code, expected, stderr);
      if (trials !== undefined) assert.is(trialLines(cli.folder, newestRun(cli).id).length, trials);
    });
  });
}

test('FORCE_COLOR=false and a dumb terminal mean no colour', async () => {
  await withCli(studyOf({ transport: 'tcp', reporters: 'table' }), async (cli) => {
    await cli.run('run');
    const escapes = async (...variables: readonly string[]): Promise<boolean> => {
      const command = ['env', '-u', 'NO_COLOR', ...variables];
      const reported = await cli.startUnder(command, 'report').finished;
      const helped = await cli.startUnder(command, '--help').finished;
      const coloured = [reported, helped].map(({ stdout }) => stdout.includes('\u001b['));
      assert.is(coloured[0], coloured[1], variables.join());
      return coloured[0] ?? false;
    };
    assert.is(await escapes('FORCE_COLOR=1', 'TERM=xterm'), true);
    for (const none of ['FORCE_COLOR=0', 'FORCE_COLOR=false', 'TERM=dumb', 'NO_COLOR=1'])
      assert.is(await escapes(none), false, none);
  });
});

test.run();
