import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fixture, newestRun, studyOf } from './bad-luck-study.js';
import { type Cli, until, withCli } from './cli.js';
import type { RunningProcess } from './cli-processes.js';

const sayings = [
  ['by console.log', 'console'],
  ['by process.stdout', 'stream'],
  ['by the file descriptor', 'descriptor'],
  ['by the file descriptor, without a line end', 'unfinished'],
  ['by a child process, without a line end', 'child'],
] as const;

for (const [how, transport] of sayings) {
  test(`a plugin that prints in a peer ${how} doesn't disturb the control protocol`, async () => {
    const files = studyOf({ plugins: fixture('bad-luck/noisy.mjs'), transport });
    await withCli(files, async (cli) => {
      const { code, stdout, stderr } = await cli.run('run', '--json');
      assert.is(code, 0, stderr);
      assert.is((JSON.parse(stdout) as { trials: unknown[] }).trials.length, 1);
      assert.equal(newestRun(cli).trials.get(transport)?.problems, []);
    });
  });
}

function leaked(cli: Cli): readonly RunningProcess[] {
  return cli.running().filter(({ command }) => command.endsWith(' leaked'));
}

/** Long enough to look into. */
const long = { duration: '1m', requests: undefined };
const leaky = (transport: string, rest = {}) =>
  studyOf({ plugins: fixture('bad-luck/leaks.mjs'), transport, requests: 1000, ...rest });

for (const transport of ['by-host', 'quiet', 'with-output']) {
  test(`a process that a plugin leaks in a peer ends with the trial (${transport})`, async () => {
    await withCli(leaky(transport), async (cli) => {
      const { finished } = cli.start('run');
      await until(() => leaked(cli).length === 2, 'what the peers leak');
      const { code, stderr } = await finished;
      assert.is(code, 0, stderr);
      await cli.allGone();
      assert.equal(newestRun(cli).trials.get(transport)?.problems, []);
    });
  });

  test(`it ends with a coordinator that is killed, too (${transport})`, async () => {
    await withCli(leaky(transport, long), async (cli) => {
      const { process, finished } = cli.start('run');
      await until(() => leaked(cli).length === 2, 'what the peers leak');
      process.kill('SIGKILL');
      assert.is((await finished).signal, 'SIGKILL');
      await cli.allGone();
    });
  });
}

test('a process that a plugin has detached does not keep the run from its end', async () => {
  await withCli(leaky('detached-with-output'), async (cli) => {
    const { code, stderr } = await cli.run('run');
    assert.is(code, 0, stderr);
    // It asked not to be ended with its parent, so that is left to us.
    for (const { pid } of leaked(cli)) process.kill(pid, 'SIGKILL');
  });
});

test.run();
