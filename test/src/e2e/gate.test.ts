import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Check } from '@wiretax/core';
import { type Cli, entriesBelow, withCli } from './cli.js';
import { serve, withRepository } from './gate-repository.js';
import { parseTrial, storedRuns, trialLines } from './run-results.js';
import { forgetDisturbances } from './undisturbed.js';

function checksOf(cli: Cli, run: string): readonly Check[] {
  const file = join(cli.folder, '.wiretax', 'runs', run, 'checks.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly checks: readonly Check[] }).checks;
}

test('a revision that is checked out and built, and a working tree that is slower', () =>
  withRepository(async ({ cli, commit, change, git }) => {
    commit('before', { spinMs: 0 });
    change({ spinMs: 1 });
    const args = ['--base', 'before', '--build', 'pwd > built', ...serve, '--budget', '30s'];
    const { code, stdout, stderr } = await cli.run('gate', ...args);
    assert.is(code, 1, stderr);
    assert.match(
      stdout.replace(/\s+/g, ' '),
      /^(?:Slower|Costlier), of 2 questions the worst: .+ of rest\.64B\.c1\.work is /,
    );
    assert.match(stderr, /Building before \([0-9a-f]{8}\): pwd > built/);
    assert.match(stderr, /block 4: /);
    // It knew long before the budget was spent.
    assert.not.match(stderr, /block 9: /);
    assert.not.ok(existsSync(join(cli.folder, 'built')));
    const [candidate = ''] = storedRuns(cli.folder).filter((run) => run.endsWith('candidate'));
    const [check] = checksOf(cli, candidate);
    assert.equal([check?.by, check?.outcome], ['gate', 'crossed']);
    const [record] = trialLines(cli.folder, candidate).map(parseTrial);
    const { userNs = 0, systemNs = 0 } = record?.measured?.peers['server'] ?? {};
    assert.ok((userNs + systemNs) / (record?.measured?.calls ?? 0) > 1e6, 'CPU time of the server is seen');
    assert.match(check?.title ?? '', /not slower than before \([0-9a-f]{8}\) by more than 5 %/);
    assert.is(git('worktree', 'list').trim().split('\n').length, 1);
    assert.equal(entriesBelow(cli.temporary), []);
    await cli.allGone();

    forgetDisturbances(cli);
    const compared = await cli.run('compare', candidate, '--fail-on', 'none', '--format', 'json');
    assert.is(compared.code, 0, compared.stderr);
    const baseline = storedRuns(cli.folder).find((run) => run.endsWith('baseline')) ?? '';
    const sides = ['--base', baseline, '--head', candidate, '--figure', 'mean'];
    const again = await cli.run('gate', ...sides, '--format', 'json', '--fail-on', 'none');
    assert.is(again.code, 0, again.stderr);
    const [answer] = (JSON.parse(again.stdout) as { answers: { ratio: number; interval: { low: number } }[] })
      .answers;
    const { comparisons } = JSON.parse(compared.stdout) as {
      comparisons: { figure: string; ratio: number; interval: { low: number } }[];
    };
    const mean = comparisons.find(({ figure }) => figure === 'mean');
    assert.is(answer?.ratio, mean?.ratio, 'a comparison of the same runs says the same');
    assert.ok(Math.abs((answer?.interval.low ?? 0) / (mean?.interval.low ?? 1) - 1) < 1e-6);
  }));

test('a stored run is used as it is, and that both were apart is said', () =>
  withRepository(async ({ cli, commit, git }) => {
    commit('before', { spinMs: 1 });
    commit('after', { spinMs: 0 });
    git('checkout', '-q', 'before');
    const first = await cli.run(
      'gate',
      '--base',
      'after',
      ...serve,
      '--budget',
      '20s',
      '--fail-on',
      'none',
      '--quiet',
    );
    assert.is(first.code, 0, first.stderr);
    const [stored = ''] = storedRuns(cli.folder).filter((run) => run.endsWith('candidate'));
    const second = await cli.run('gate', '--base', stored, '--head', 'after', ...serve, '--budget', '20s');
    assert.is(second.code, 0, second.stderr);
    // Rows of this machine may be struck where sides don't alternate.
    assert.match(second.stdout, /^(?:Not slower by more than 5 %|Not known)/);
    assert.match(second.stdout.replace(/\s+/g, ' '), /not interleaved but made apart/);
  }));

test('Ctrl-C leaves no worktree and no process behind, be it while it builds or measures', () =>
  withRepository(async ({ cli, commit, git }) => {
    commit('before', { spinMs: 0 });
    for (const [build, sign] of [
      ['sleep 60', /^Building /],
      ['true', /^block 4/],
    ] as const) {
      const started = cli.start('gate', '--base', 'before', '--build', build, ...serve, '--margin', '0%');
      assert.ok(await started.saw(sign), started.stderr());
      started.process.kill('SIGINT');
      const { code, stderr } = await started.finished;
      assert.is(code, 130, stderr);
      assert.is(git('worktree', 'list').trim().split('\n').length, 1);
      assert.equal(entriesBelow(cli.temporary), []);
      await cli.allGone();
    }
  }));

test('what can not be asked is refused before anything is measured, with what to do', () =>
  withRepository(async ({ cli, commit, git, port }) => {
    commit('before', { spinMs: 0 });
    git('rm', '-q', '--cached', 'wiretax.config.json');
    git('commit', '-q', '-m', 'without');
    git('tag', 'without');
    for (const [args, says] of [
      [
        ['--base', 'befor'],
        /--base: "befor" is neither a stored run, a preset, a config file nor a git revision/,
      ],
      [['--base', 'qiuck'], /did you mean quick/i],
      [
        ['--base', 'before', '--build', 'echo no luck; exit 3'],
        /the build of before .+ failed with 3: no luck/,
      ],
      [['--base', 'without'], /wiretax\.config\.json is not in without/],
      [['--base', 'before', '--margin', '200%'], /--margin/],
      [['--base', 'before', '--pool', 'udp.*', ...serve], /none of the cells .+ is called udp/],
      [['--base', 'smoke', ...serve], /--serve: no cell has a target/],
      [['--base', 'smoke', '--head', 'before'], /no cell in common/],
    ] as const) {
      const { code, stderr } = await cli.run('gate', ...args);
      assert.is(code, 2, `${args.join(' ')}: ${stderr}`);
      assert.match(stderr, says);
    }
    const other = createServer().listen(port, '127.0.0.1');
    await once(other, 'listening');
    const taken = await cli.run('gate', '--base', 'before', ...serve);
    other.close();
    assert.is(taken.code, 1, taken.stderr);
    assert.match(taken.stderr, /E_GATE_SERVER.+something already listens at 127\.0\.0\.1/);
    const broken = await cli.run('gate', '--base', 'before', '--serve', 'echo no luck; exit 3');
    assert.is(broken.code, 1, broken.stderr);
    assert.match(broken.stderr, /E_GATE_SERVER.+it ended with 3: no luck/);
    assert.equal(entriesBelow(cli.temporary), []);
    assert.is(git('worktree', 'list').trim().split('\n').length, 1);
  }));

test('two configs need no repository', () =>
  withCli(
    {
      'a.json': JSON.stringify({
        transport: 'tcp',
        requests: 200,
        warmup: { max: '20ms', settle: '10ms' },
        ceiling: false,
      }),
      'b.json': JSON.stringify({
        transport: 'tcp',
        requests: 200,
        warmup: { max: '20ms', settle: '10ms' },
        ceiling: false,
      }),
    },
    async (cli) => {
      const args = [
        '--base',
        'a.json',
        '--head',
        'b.json',
        '--margin',
        '90%',
        '--budget',
        '20s',
        '--format',
        'json',
      ];
      const { code, stdout, stderr } = await cli.run('gate', ...args);
      assert.is(code, 0, stderr);
      const told = JSON.parse(stdout) as { outcome: string; paired: boolean };
      // So few calls may tell nothing on a machine that is in use.
      assert.is.not(told.outcome, 'slower');
      assert.is(told.paired, true);
    },
  ));

test.run();
