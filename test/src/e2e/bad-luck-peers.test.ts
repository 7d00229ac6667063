import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fixture, newestRun, studyOf } from './bad-luck-study.js';
import { type Cli, type Started, withCli } from './cli.js';
import { isPeer } from './cli-processes.js';
import { storedRuns, trialLines } from './run-results.js';

const plugins = ['stalls', 'phases'].map((file) => fixture(`bad-luck/${file}.mjs`));

/** Two trials: by its seed first one of tcp, then one that gets stuck in measure as long as there is the file `stall`. */
const stalled = {
  ...studyOf({
    plugins,
    transport: ['stalls', 'tcp'],
    seed: 5,
    callTimeout: '1m',
  }),
  stall: 'calling',
};

/** Starts it and resolves with the process ids of the stalled trial when that is in measure. */
async function startStalled(cli: Cli): Promise<Started & { readonly pids: ReadonlyMap<string, number> }> {
  const started = cli.start('run');
  assert.ok(await started.saw(/^in measure of stalls.*\n/));
  const [line = ''] = /^in measure of stalls.*$/m.exec(started.stderr()) ?? [];
  const pids = [...line.matchAll(/(server|client)=(\d+)/g)].map(
    ([, role = '', pid]) => [role, Number(pid)] as const,
  );
  return { ...started, pids: new Map(pids) };
}

for (const role of ['server', 'client']) {
  for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
    test(`a ${role} that gets ${signal} during measure fails that trial only`, async () => {
      await withCli(stalled, async (cli) => {
        const { finished, pids } = await startStalled(cli);
        process.kill(pids.get(role) ?? Number.NaN, signal);
        const { code, stderr } = await finished;
        assert.is(code, 1, stderr);
        const { trials } = newestRun(cli);
        const { error } = trials.get('stalls') ?? {};
        assert.is(error?.code, 'E_PEER_EXITED');
        assert.is(error?.phase, 'measure');
        assert.match(error?.message ?? '', `the ${role} peer was killed by ${signal}`);
        assert.is(trials.get('tcp')?.status, 'completed');
        await cli.allGone();
      });
    });
  }
}

test('the peers of a coordinator that is killed end by themselves, and nothing is lost', async () => {
  await withCli(stalled, async (cli) => {
    const { finished, process: coordinator } = await startStalled(cli);
    assert.is(cli.running().filter(isPeer).length, 2);
    coordinator.kill('SIGKILL');
    await finished;
    await cli.allGone();
    const [id = ''] = storedRuns(cli.folder);
    const kept = trialLines(cli.folder, id);
    assert.is(kept.length, 1);
    rmSync(join(cli.folder, 'stall'));
    const allowed = plugins.flatMap((path) => ['--allow-plugin', path]);
    const { code, stderr } = await cli.run('run', '--resume', id, ...allowed);
    assert.is(code, 0, stderr);
    assert.equal(trialLines(cli.folder, id).slice(0, 1), kept);
    assert.is(newestRun(cli).trials.get('stalls')?.status, 'completed');
  });
});

test.run();
