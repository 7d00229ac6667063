import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { InputError } from '@wiretax/core';
import { inFolder } from '@wiretax/config/read/temporary-folder.fixture.js';
import { npmArgument, parseSpecifier } from './specifier.js';

for (const [text, name, tag] of [
  ['wiretax-plugin-udp', 'wiretax-plugin-udp', 'latest'],
  ['udp', 'udp', 'latest'],
  ['wiretax-plugin-udp@1.2.0', 'wiretax-plugin-udp', '1.2.0'],
  ['wiretax-plugin-udp@^1', 'wiretax-plugin-udp', '^1'],
  ['@some/plugin-udp', '@some/plugin-udp', 'latest'],
  ['@some/plugin-udp@next', '@some/plugin-udp', 'next'],
] as const) {
  test(`${text} is a package of the registry`, async () => {
    await inFolder({ udp: '', 'wiretax-plugin-udp/package.json': {} }, (folder) => {
      const specifier = parseSpecifier(text, folder);
      assert.equal(specifier, { from: 'registry', name, tag });
      assert.is(npmArgument(specifier), `${name}@${tag}`);
    });
  });
}

test('a tarball or a folder, from where the command runs', async () => {
  await inFolder({ 'a b/x.tgz': '', 'a b/y/package.json': {}, 'x.tgz': '' }, (folder) => {
    const [inside, y] = [join(folder, 'a b', 'x.tgz'), join(folder, 'a b', 'y')];
    const pathOf = (text: string): string => npmArgument(parseSpecifier(text, folder));
    assert.is(pathOf('x.tgz'), join(folder, 'x.tgz'));
    assert.is(pathOf('./a b/x.tgz'), inside);
    assert.is(pathOf('a b/y'), y);
    assert.is(pathOf(y), y);
    assert.is(pathOf('.'), folder);
    assert.is(pathOf('file:a b/y'), y);
    assert.is(pathOf(`file:${inside}`), inside);
    assert.is(pathOf(pathToFileURL(inside).href), inside);
  });
});

test('what else npm can fetch is left to it', () => {
  const addresses = ['https://x.example/x.tgz', 'git+ssh://git@x.example/x.git', 'some/repository#v1'];
  for (const url of addresses) assert.equal(parseSpecifier(url, '/'), { from: 'url', url });
});

for (const [text, message] of [
  ['./no.tgz', /there is no file/],
  ['no.tgz', /there is no file/],
  ['file:no', /there is no file/],
  ['/no/such/folder', /there is no file/],
  ['two words', /neither the name of a package nor a path/],
  ['', /neither the name of a package nor a path/],
] as const) {
  test(`"${text}" is refused`, () => {
    assert.throws(
      () => parseSpecifier(text, '/nowhere'),
      (error: unknown) =>
        error instanceof InputError &&
        error.code === 'E_PLUGIN_SPECIFIER' &&
        message.test(error.problems[0]?.message ?? '') &&
        error.exitCode === 2,
    );
  });
}

test.run();
