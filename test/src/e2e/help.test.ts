import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Cli, withCli } from './cli.js';
import { testWith, tool } from './interop-tools.js';
import { succeeds } from './plugin-door-cli.js';

/** What the help of the whole, or of a topic, lists. */
async function listed(cli: Cli, ...topic: readonly string[]): Promise<readonly string[]> {
  const help = await succeeds(cli, ...topic, '--help');
  const [, ...sections] = help.split(/^(?:TOPICS|COMMANDS)$/m);
  const lines = sections.join('\n').split('\n');
  return lines.flatMap((line) => /^ {2}(?:wiretax )?([a-z]+(?: [a-z]+)?) {2,}\S/.exec(line)?.[1] ?? []);
}

test('-h is --help, for the whole and for each command and topic', () =>
  withCli({}, async (cli) => {
    assert.is(await succeeds(cli, '-h'), await succeeds(cli, '--help'));
    const top = await listed(cli);
    for (const name of ['run', 'report', 'compare', 'init', 'plugin', 'plugins', 'autocomplete'])
      assert.ok(top.includes(name), `${name} is not in ${top.join(', ')}`);
    const below = [...(await listed(cli, 'plugin')), ...(await listed(cli, 'plugins'))];
    assert.ok(below.includes('plugins install') && below.includes('plugin new'), below.join(', '));
    for (const command of new Set([...top, ...below])) {
      const help = await succeeds(cli, ...command.split(' '), '-h');
      assert.match(help, `USAGE\n  $ wiretax ${command}`);
    }
  }));

test('arguments have the names that texts call them by', () =>
  withCli({}, async (cli) => {
    for (const [command, ...names] of [
      ['run', 'PRESET|FILE'],
      ['report', 'RUN'],
      ['compare', 'A', 'B', 'CELL'],
    ] as const) {
      const help = await succeeds(cli, command, '-h');
      const [, listed = ''] = /\nARGUMENTS\n([^]*?)\n\n/.exec(help) ?? [];
      assert.equal(
        [...listed.matchAll(/^ {2}\[(\S+)\]/gm)].map(([, name]) => name),
        names,
        help,
      );
      for (const name of names)
        assert.ok(/\nUSAGE\n([^]*?)\n\n/.exec(help)?.[1]?.includes(`[${name}]`), help);
    }
  }));

test('a badge has no other reports beside it', () =>
  withCli({}, async (cli) => {
    for (const other of [['--full'], ['--replication'], ['--analysis', 'knee'], ['--reporter', 'csv']]) {
      const { code, stderr } = await cli.run('report', '--badge', 'checks', ...other);
      assert.is(code, 2);
      assert.match(stderr, /cannot also be provided when using --badge/);
    }
  }));

test('help of a command that is not there says which one is near', () =>
  withCli({}, async (cli) => {
    for (const args of [
      ['comapre', '--help'],
      ['comapre', '-h'],
      ['help', 'comapre'],
      ['comapre', 'last', 'tcp', 'grpc'],
    ]) {
      const { code, stdout, stderr } = await cli.run(...args);
      assert.is(code, 2);
      assert.is(stdout, '');
      assert.match(stderr, /^error E_UNKNOWN_COMMAND: /);
      assert.match(stderr, /comapre: no such command; .* Did you mean compare\?$/m);
    }
  }));

/** What bash offers for these words, by the script that the command has written. */
function offered(cli: Cli, ...words: readonly string[]): readonly string[] {
  const script = join(cli.home, 'wiretax', 'autocomplete', 'functions', 'bash', 'wiretax.bash');
  const typed = words.map((word) => `'${word}'`).join(' ');
  const program = `source '${script}'; COMP_WORDS=(wiretax ${typed}); COMP_CWORD=${String(words.length)}; _wiretax_autocomplete; echo "\${COMPREPLY[*]}"`;
  return execFileSync('bash', ['--norc', '-c', program], { encoding: 'utf8' }).trim().split(/\s+/);
}

testWith([tool('bash', 'bash', ['--version'])], 'bash completes commands and flags', () =>
  withCli({}, async (cli) => {
    assert.match(await succeeds(cli, 'autocomplete', 'bash'), 'wiretax autocomplete script bash');
    assert.match(await succeeds(cli, 'autocomplete', 'script', 'bash'), 'bash_setup');
    assert.equal(offered(cli, 'rep'), ['report']);
    assert.equal(offered(cli, 'run', '--dry'), ['--dry-run']);
    assert.ok(offered(cli, 'init', '--').includes('--measure'));
    assert.ok(offered(cli, 'plugins', 'ins').includes('install'));
  }),
);

test.run();
