import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fixture, newestRun, studyOf } from './bad-luck-study.js';
import { type Cli, entriesBelow, until, withCli } from './cli.js';
import { isPeer } from './cli-processes.js';

const plugins = ['clients', 'phases', 'detaches'].map((file) => fixture(`bad-luck/${file}.mjs`));
/** Its client never comes back from a call, and notices nothing any more. */
const endless = studyOf({ plugins, transport: 'blocks', link: 'unix', callTimeout: '2m' });
const sound = studyOf({ plugins, transport: 'tcp' });

async function startEndless(cli: Cli) {
  const started = cli.start('run');
  assert.ok(await started.saw(/^in measure of blocks/));
  // Until its client is in that call.
  await until(() => cli.running().filter(isPeer).length > 0, 'peers');
  return started;
}

for (const signal of ['SIGKILL', 'SIGHUP'] as const) {
  test(`${signal}: neither busy peers, nor detached children, nor sockets are there 2 s later`, async () => {
    await withCli(endless, async (cli) => {
      const started = await startEndless(cli);
      assert.ok(entriesBelow(cli.temporary).length > 0);
      started.process.kill(signal);
      assert.is((await started.finished).signal, signal);
      const isClean = (): boolean => cli.running().length === 0 && entriesBelow(cli.temporary).length === 0;
      await until(isClean, 'a clean machine', 2000);
    });
  });
}

test('what stays when the warden is killed as well goes with the next run, or with doctor --clean', async () => {
  await withCli(endless, async (cli) => {
    for (const clean of [
      ['run', '--transport', 'tcp', '--link', 'tcp'],
      ['doctor', '--clean'],
    ]) {
      const started = await startEndless(cli);
      const warden = cli.running().find(({ command }) => command.includes('warden'));
      assert.ok(warden);
      process.kill(warden.pid, 'SIGKILL');
      started.process.kill('SIGKILL');
      await started.finished;
      assert.ok(cli.running().some(({ command }) => command === 'sleep 996'));
      const doctor = await cli.run('doctor');
      assert.match(
        doctor.stdout.replaceAll(/\s+/g, ' '),
        /runs that were killed have left process \d+ \(sleep 996\)/,
      );
      const cleaned = await cli.run(...clean);
      assert.match(cleaned.stdout + cleaned.stderr, /sleep 996/);
      await cli.allGone();
      assert.equal(entriesBelow(cli.temporary), []);
    }
  });
});

test('a child that a plugin has detached ends with its trial and is put on record', async () => {
  await withCli(sound, async (cli) => {
    const { code, stderr } = await cli.run('run');
    assert.is(code, 0, stderr);
    assert.equal(cli.running(), []);
    const [problem = ''] = newestRun(cli).trials.get('tcp')?.problems ?? [];
    assert.match(problem, /a plugin left a process running .* \(sleep 996, pid \d+\), which was ended/);
  });
});

test.run();
