import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { root } from '../test-files.js';
import { type GateRepository, withRepository } from './gate-repository.js';

const script = join(root, 'action', 'gate.sh');

interface Done {
  readonly code: number | null;
  readonly printed: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** What `gh` was asked, each with the comment that it was given. */
  readonly asked: string;
}

/** The script of the action, as a runner starts it; `gh` is one that only writes down what it is asked, and knows one comment at most. */
function act({ cli }: GateRepository, variables: Readonly<Record<string, string>>, known = ''): Done {
  const runner = join(cli.home, 'runner');
  const file = (name: string): string => join(runner, name);
  mkdirSync(runner, { recursive: true });
  const answers = `case "$1 $2" in
'pr view') echo '${known}';;
'pr comment') cat "$5" >> ${file('asked')};;
*) for last; do :; done; cat "\${last#body=@}" >> ${file('asked')};;
esac`;
  writeFileSync(file('gh'), `#!/bin/sh\necho "$@" >> ${file('asked')}\n${answers}\n`);
  chmodSync(file('gh'), 0o755);
  for (const name of ['output', 'summary', 'asked']) writeFileSync(file(name), '');
  const { status, stdout, stderr } = spawnSync('bash', [script], {
    cwd: cli.folder,
    encoding: 'utf8',
    env: {
      ...process.env,
      PATH: `${runner}:${process.env['PATH'] ?? ''}`,
      TMPDIR: cli.temporary,
      HOME: cli.home,
      NO_COLOR: '1',
      FORCE_COLOR: undefined,
      GITHUB_ACTIONS: 'true',
      GITHUB_OUTPUT: file('output'),
      GITHUB_STEP_SUMMARY: file('summary'),
      GATE_COMMAND: `${process.execPath} ${join(root, 'bin', 'run.js')}`,
      GATE_SERVE: `exec ${process.execPath} server.mjs`,
      GATE_BUDGET: '30s',
      GATE_POOL: 'all',
      GATE_FIGURE: 'p50 cpu',
      ...variables,
    },
  });
  const read = (name: string): string => readFileSync(file(name), 'utf8');
  const outputs = read('output')
    .split('\n')
    .map((line) => line.split(/=(.*)/).slice(0, 2) as [string, string]);
  return {
    code: status,
    printed: stdout + stderr,
    outputs: Object.fromEntries(outputs),
    summary: read('summary'),
    asked: read('asked'),
  };
}

test('a pull request that makes a server slower', () =>
  withRepository(async (repository) => {
    const { commit, cli } = repository;
    commit('base', { spinMs: 0 });
    commit('head', { spinMs: 1 });
    const base = repository.git('rev-parse', 'base').trim();
    const { code, printed, outputs, summary, asked } = act(repository, {
      GATE_BASE: base,
      GATE_COMMENT: 'true',
      GATE_PULL_REQUEST: '7',
    });
    assert.is(code, 1, printed);
    assert.match(printed, /^::error .*::.*(?:Slower|Costlier), of 2 questions the worst: /m);
    assert.is(outputs['outcome'], 'crossed');
    assert.ok(existsSync(join(cli.folder, outputs['run'] ?? 'none', 'checks.json')));
    assert.match(summary, /(?:Slower|Costlier), of 2 questions the worst:\s(?:P50|CPU time a call)\s/);
    assert.match(
      asked,
      /^pr view 7 .+\npr comment 7 --body-file .+\n<!-- wiretax -->\n[^]*(?:Slower|Costlier), of 2 questions the worst: /,
    );
    assert.ok(Buffer.byteLength(asked.slice(asked.indexOf('<!--'))) <= 4096);
    await cli.allGone();
  }));

/** In place of wiretax: ends with a code, after it has left an answer behind or none. */
function standIn({ cli }: GateRepository, answers: boolean, code: number): string {
  const file = join(cli.home, 'stand-in');
  const folder = join(cli.folder, '.wiretax', 'runs', '2-candidate');
  const checks = '{"checks":[{"by":"gate","outcome":"held"}]}';
  const leaves = `mkdir -p ${folder}; echo '${checks}' > ${folder}/checks.json; echo 'it held' > ${folder}/github-comment.md`;
  writeFileSync(file, `#!/bin/sh\n${answers ? leaves : 'true'}\nexit ${String(code)}\n`);
  chmodSync(file, 0o755);
  return file;
}

test('the comment of an earlier push is edited, and no other', () =>
  withRepository((repository) => {
    repository.commit('base', { spinMs: 0 });
    const variables = {
      GATE_BASE: 'base',
      GATE_COMMENT: 'true',
      GATE_PULL_REQUEST: '7',
      GATE_COMMAND: standIn(repository, true, 0),
    };
    const url = 'https://github.com/owner/name/pull/7#issuecomment-123';
    const { code, outputs, asked } = act(repository, variables, url);
    assert.is(code, 0);
    assert.is(outputs['outcome'], 'held');
    assert.match(
      asked,
      /^pr view 7 --json comments --jq .+viewerDidAuthor.+startswith\("<!-- wiretax -->"\)/,
    );
    assert.match(
      asked,
      /\napi --silent --method PATCH repos\/\{owner\}\/\{repo\}\/issues\/comments\/123 .+\nit held\n$/,
    );
    return Promise.resolve();
  }));

test('an answer of an earlier step is none of a gate that ended without one', () =>
  withRepository((repository) => {
    repository.commit('base', { spinMs: 0 });
    const variables = { GATE_BASE: 'base', GATE_COMMENT: 'true', GATE_PULL_REQUEST: '7' };
    act(repository, { ...variables, GATE_COMMAND: standIn(repository, true, 0) });
    const { code, outputs, asked } = act(repository, {
      ...variables,
      GATE_COMMAND: standIn(repository, false, 1),
    });
    assert.is(code, 1);
    assert.is(outputs['outcome'], undefined);
    assert.is(asked, '');
    return Promise.resolve();
  }));

test('what the action can not do is said', () =>
  withRepository((repository) => {
    repository.commit('base', { spinMs: 0 });
    const without = act(repository, {});
    assert.is(without.code, 2);
    assert.match(without.printed, /^::error title=Wiretax gate::there is no base/m);
    const gone = act(repository, { GATE_BASE: '0123456789abcdef0123456789abcdef01234567' });
    assert.is(gone.code, 2);
    assert.match(gone.printed, /can't be fetched/);
    return Promise.resolve();
  }));

test.run();
