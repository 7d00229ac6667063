import { spawnSync } from 'node:child_process';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Cli, withCli } from './cli.js';
import { storedRuns, trialLines } from './run-results.js';

const config = `
name: pair
transport: tcp
concurrency: [1, 2]
duration: 50ms
warmup: { min: 10ms, max: 20ms }
repetitions: 1
ceiling: false
`;
const files = { 'wiretax.config.yaml': config };

/** Gives a command process numbers of its own, as a container does. */
const container = ['unshare', ...(process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'])].concat(
  ...['--pid', '--fork', '--mount', '--mount-proc', '--kill-child'],
);
const { status, error, stderr } = spawnSync(container[0] ?? '', [...container.slice(1), 'true'], {
  encoding: 'utf8',
});

/** Starts a run that goes on for minutes; resolves when its first trial has begun. */
async function startLong(cli: Cli, launcher: readonly string[] = []) {
  const started = cli.startUnder(launcher, 'run', '--duration', '2m');
  if (!(await started.saw(/^\S+: \d+ trials, /, 1))) throw new Error((await started.finished).stderr);
  const [id = ''] = storedRuns(cli.folder);
  return { ...started, id };
}

if (status !== 0) console.log(`\nSKIPPED: runs in containers: ${error?.message ?? stderr.trim()}`);
else {
  test('a run in another container is not resumed, and two that start together are two', async () => {
    await withCli(files, async (cli) => {
      const inside = await startLong(cli, container);
      for (const launcher of [[], container]) {
        const second = await cli.startUnder(launcher, 'run', '--resume', inside.id).finished;
        assert.is(second.code, 2, second.stderr);
        assert.match(second.stderr, /E_LOCKED.* is writing to/);
      }
      assert.is(inside.process.exitCode, null);
      inside.process.kill('SIGKILL');
      await inside.finished;
      await cli.allGone();
      const both = [1, 2].map(() => cli.startUnder(container, 'run', '--quiet').finished);
      for (const { code, stderr } of await Promise.all(both)) assert.is(code, 0, stderr);
      const runs = storedRuns(cli.folder).filter((id) => id !== inside.id);
      assert.equal(
        runs.map((id) => trialLines(cli.folder, id).length),
        [2, 2],
      );
      // Killed in another container, the first one is no obstacle.
      const resumed = cli.start('run', '--resume', inside.id);
      assert.ok(await resumed.saw(/^\S+: 2 trials, /, 1), resumed.stderr());
      resumed.process.kill('SIGTERM');
      assert.is((await resumed.finished).code, 130);
    });
  });
}

test('without flock that is said, and processes of this machine are kept out all the same', async () => {
  await withCli(
    files,
    async (cli) => {
      const first = await startLong(cli);
      assert.ok(
        await first.saw(/^warning: the run's folder can't be locked \(spawn flock ENOENT\).*install flock/),
      );
      const second = await cli.run('run', '--resume', first.id);
      assert.is(second.code, 2);
      assert.match(second.stderr, new RegExp(`process ${String(first.process.pid)} is writing to`));
      first.process.kill('SIGINT');
      assert.is((await first.finished).code, 130);
    },
    { variables: { PATH: '/nowhere' } },
  );
});

test.run();
