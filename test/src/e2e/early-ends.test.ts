import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fixture, newestRun, studyOf } from './bad-luck-study.js';
import { entriesBelow, withCli } from './cli.js';

const study = studyOf({
  plugins: fixture('bad-luck/exits.mjs'),
  transport: 'tcp',
  reporters: ['bye'],
  thresholds: ['p50 < 1ns'],
});

for (const [place, says] of [
  ['import', /called process\.exit\(0\) in \S*exits\.mjs:\d+/],
  ['apply', /plugin \S+ called process\.exit\(0\) in \S*exits\.mjs:\d+/],
  ['tap', /plugin \S+ called process\.exit\(0\) in \S*exits\.mjs:\d+/],
  ['reporter', /plugin \S+ called process\.exit\(0\) in \S*exits\.mjs:\d+/],
  ['nowhere', /something waits for what can never come/],
] as const) {
  test(`a plugin that ends the command in ${place} makes no success of it`, async () => {
    await withCli(
      study,
      async (cli) => {
        const { code, stderr } = await cli.run('run');
        assert.is(code, 1, stderr);
        assert.match(stderr, /^error E_ENDED_EARLY: /m);
        assert.match(stderr, says);
        await cli.allGone();
        assert.equal(entriesBelow(cli.temporary), []);
      },
      { variables: { EXIT_IN: place } },
    );
  });
}

test('a reporter that ends `report` makes no success of it', async () => {
  await withCli(
    study,
    async (cli) => {
      await cli.run('run', '--reporter', 'none');
      const allowed = ['--allow-plugin', fixture('bad-luck/exits.mjs')];
      const { code, stderr } = await cli.run('report', '--reporter', 'bye', ...allowed);
      assert.is(code, 1, stderr);
      assert.match(stderr, /E_ENDED_EARLY: plugin \S+ called/);
    },
    { variables: { EXIT_IN: 'reporter' } },
  );
});

test('a coordinator that was stopped for longer than any limit does not call its peers hung', async () => {
  const plugins = fixture('bad-luck/phases.mjs');
  const files = studyOf({
    plugins,
    transport: 'tcp',
    duration: '2s',
    requests: undefined,
    callTimeout: '1s',
  });
  await withCli(files, async (cli) => {
    const started = cli.start('run');
    assert.ok(await started.saw(/^in measure of tcp/));
    started.process.kill('SIGSTOP');
    // Longer than the 11 s that a client may be silent for.
    await new Promise((resolve) => setTimeout(resolve, 13_000));
    started.process.kill('SIGCONT');
    const { code, stderr } = await started.finished;
    assert.is(code, 0, stderr);
    assert.is(newestRun(cli).trials.get('tcp')?.status, 'completed');
  });
});

test.run();
