import { execFileSync } from 'node:child_process';
import type { TrialRecord } from '@wiretax/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fixture, studyOf } from './bad-luck-study.js';
import { type Cli, entriesBelow, type Started, withCli } from './cli.js';
import { freePort } from './free-port.js';
import { testWith, tool } from './interop-tools.js';
import { parseTrial, storedRuns, trialLines } from './run-results.js';
import { openssh, withFar } from './ssh-far.js';

const haproxy = tool('haproxy', 'haproxy', ['-v']);
const phases = fixture('bad-luck/phases.mjs');

const awkward = (how: string, options: Readonly<Record<string, number>> = {}) =>
  studyOf({
    plugins: [fixture('bad-luck/casts.mjs'), phases],
    transport: 'tcp',
    topology: { use: 'awkward', how, ...options },
  });

/** Two trials whose windows last, unless somebody ends them. */
const lasting = (config: Readonly<Record<string, unknown>>) =>
  studyOf({ plugins: phases, transport: 'tcp', duration: '2s', requests: undefined, seed: 1, ...config });

function trialsOf(cli: Cli): readonly TrialRecord[] {
  const [id = ''] = storedRuns(cli.folder);
  return trialLines(cli.folder, id).map(parseTrial);
}

function nothingLeft(cli: Cli): void {
  assert.equal(cli.running(), []);
  assert.equal(entriesBelow(cli.temporary), []);
}

/** Starts a run and resolves with it and the process of a peer when its first trial is in measure. */
async function inMeasure(cli: Cli, peer: string): Promise<Started & { readonly pid: number }> {
  const started = cli.start('run');
  assert.ok(await started.saw(/^in measure of .*\n/), started.stderr());
  const pid = new RegExp(`^in measure of .* ${peer}=(\\d+)`, 'm').exec(started.stderr())?.[1];
  return { ...started, pid: Number(pid) };
}

/** Runs a study whose only trial fails, and leaves nothing. */
async function failure(files: Readonly<Record<string, string>>): Promise<NonNullable<TrialRecord['error']>> {
  const found: TrialRecord[] = [];
  await withCli(files, async (cli) => {
    const { code, stderr } = await cli.run('run');
    assert.is(code, 1, stderr);
    nothingLeft(cli);
    found.push(...trialsOf(cli));
  });
  assert.equal(
    found.map(({ problems }) => problems),
    [[]],
  );
  const error = found[0]?.error;
  assert.ok(error);
  return error;
}

for (const [how, reason] of [
  ['never-ready', /^first \(.*node\) was not ready within 0.5 s: nothing of it listens at 127\.0\.0\.1:\d+/],
  ['exits-at-once', /^first \(.*node\) exited with code 3; its last lines: no licence was found/],
] as const) {
  test(`a program that is or does ${how} fails its trial by its name`, async () => {
    const { code, phase, peer, message } = await failure(awkward(how));
    assert.equal([code, phase, peer], ['E_COMMAND', 'setup', 'first']);
    assert.match(message, reason);
  });
}

test('of two that want one port the second fails the trial', async () => {
  const number = await freePort();
  const { code, phase, peer, log } = await failure(awkward('wants-a-port', { number, peers: 2 }));
  assert.equal([code, phase, peer], ['E_COMMAND', 'setup', 'second']);
  assert.ok(
    log?.some((line) => line.startsWith('second: ') && line.includes('EADDRINUSE')),
    log?.join('\n'),
  );
});

test('a program that ignores its signal is killed, which is put on record', () =>
  withCli(awkward('ignores-sigterm'), async (cli) => {
    const { code, stderr } = await cli.run('run');
    assert.is(code, 0, stderr);
    nothingLeft(cli);
    const [problem = '', ...more] = trialsOf(cli)[0]?.problems ?? [];
    assert.match(problem, /first did not end within 0.3 s of SIGTERM and was killed/);
    assert.equal(more, []);
  }));

test('what a program has started ends with it, wherever it went, and is no plugin’s fault', async () => {
  const number = 100_000 + process.pid;
  await withCli(awkward('leaves-children', { number }), async (cli) => {
    const { code, stderr } = await cli.run('run');
    assert.is(code, 0, stderr);
    nothingLeft(cli);
    assert.equal(trialsOf(cli)[0]?.problems, []);
  });
  const all = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
  assert.not.match(all, `sleep ${String(number)}`);
});

testWith(
  [haproxy],
  'a proxy that is killed in the middle fails its trial by its name; the others go on',
  () =>
    withCli(lasting({ topology: { use: 'sidecar', hops: [1, 2] } }), async (cli) => {
      const { pid, finished } = await inMeasure(cli, 'proxy-1');
      process.kill(pid, 'SIGKILL');
      const { code, stderr } = await finished;
      assert.is(code, 1, stderr);
      nothingLeft(cli);
      const [first, second] = trialsOf(cli);
      assert.equal(
        [first?.error?.code, first?.error?.phase, first?.error?.peer],
        ['E_COMMAND', 'measure', 'proxy-1'],
      );
      assert.match(first?.error?.message ?? '', /^proxy-1 \(haproxy\) was killed by SIGKILL/);
      assert.is(second?.status, 'completed');
    }),
);

for (const way of ['to the process alone', 'as a terminal sends it'] as const) {
  testWith([haproxy], `Ctrl-C, ${way}, while calls pass proxies ends the run and leaves nothing`, () =>
    withCli(lasting({ topology: { use: 'sidecar', hops: 2 }, duration: '5m' }), async (cli) => {
      const started = await inMeasure(cli, 'proxy-1');
      if (way === 'to the process alone') started.process.kill('SIGINT');
      else started.signalGroup('SIGINT');
      const { code, stderr } = await started.finished;
      assert.is(code, 130, stderr);
      assert.match(stderr, /Interrupted; 0 of 1 trials are kept/);
      nothingLeft(cli);
    }),
  );
}

testWith(
  [openssh],
  'a machine that is lost in the middle fails that trial; the next one enters it again',
  () =>
    withFar((far) => {
      const machines = { far: { launcher: 'ssh', host: 'far', config: far.config, peers: ['server'] } };
      return withCli(lasting({ machines, repetitions: 2 }), async (cli) => {
        const { finished } = await inMeasure(cli, 'client');
        for (const { pid, command } of cli.running())
          if (command.startsWith('ssh ')) process.kill(pid, 'SIGKILL');
        const { code, stderr } = await finished;
        assert.is(code, 1, stderr);
        const [first, second] = trialsOf(cli);
        const { error } = first ?? {};
        assert.equal([error?.code, error?.phase, error?.peer], ['E_MACHINE_LOST', 'measure', 'server']);
        assert.is(second?.status, 'completed');
        nothingLeft(cli);
        assert.equal(entriesBelow(far.temporary), []);
      });
    }),
);

test.run();
