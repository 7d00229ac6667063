import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { entriesBelow, withCli } from './cli.js';

for (const [what, args, said] of [
  [
    'an unknown kind',
    ['transprot', 'udp'],
    /^error E_UNKNOWN_KIND: .*no kind "transprot"; did you mean transport\?$/,
  ],
  ['a bad name', ['transport', 'Udp!'], /the name "Udp!" must be lower-case letters/],
  ['a path for a name', ['transport', '../udp'], /the name "\.\.\/udp" must be lower-case letters/],
  [
    'a name that is taken',
    ['codec', 'json'],
    /^error E_NAME_TAKEN: codec json is provided by @wiretax\/plugin-json already/,
  ],
  [
    'a folder that is not empty',
    ['transport', 'udp', '--directory', 'full'],
    /^error E_NOT_EMPTY: the folder full is not empty/,
  ],
  ['a file', ['transport', 'udp', '--directory', 'full/mine'], /full\/mine is in the way/],
  ['what can’t be written', ['transport', 'udp', '--directory', 'full/mine/new'], /: ENOTDIR/],
] as const) {
  test(`${what} is refused in one sentence, and nothing is written`, async () => {
    await withCli({ 'full/mine': 'mine' }, async (cli) => {
      const { code, stdout, stderr } = await cli.run('plugin', 'new', ...args);
      assert.is(code, 2, stderr);
      assert.is(stdout, '');
      const [line = '', ...more] = stderr.trimEnd().split('\n');
      assert.match(line, said);
      assert.equal(more, []);
      assert.equal(entriesBelow(cli.folder), ['full', 'full/mine']);
      assert.is(readFileSync(join(cli.folder, 'full', 'mine'), 'utf8'), 'mine');
    });
  });
}

test('kind and name are needed', async () => {
  await withCli({}, async (cli) => {
    const { code, stderr } = await cli.run('plugin', 'new', 'codec');
    assert.is(code, 2);
    assert.match(stderr, /name/);
    assert.equal(entriesBelow(cli.folder), []);
  });
});

test('a folder of one’s own, with a package of one’s own name', async () => {
  await withCli({}, async (cli) => {
    const args = ['collector', '@acme/wiretax-plugin-numa', '--directory', 'deep/numa'];
    const { code, stdout } = await cli.run('plugin', 'new', ...args);
    assert.is(code, 0);
    assert.match(stdout, /^@acme\/wiretax-plugin-numa, a plugin with collector numa, in deep\/numa:$/m);
    assert.match(stdout, /^Next:\n {2}cd deep\/numa\n {2}npm install\n/m);
    const manifest = JSON.parse(readFileSync(join(cli.folder, 'deep/numa/package.json'), 'utf8')) as unknown;
    assert.is((manifest as { name: string }).name, '@acme/wiretax-plugin-numa');
  });
});

test.run();
