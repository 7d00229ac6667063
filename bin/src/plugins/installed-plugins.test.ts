import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { inFolder } from '../temporary-folder.fixture.js';
import { installedPlugins } from './installed-plugins.js';

const wiretax = { api: 1, entry: './index.js', provides: {} };

test('plugins that oclif has loaded count if they have a wiretax field', async () => {
  const files = { 'a/package.json': { name: 'a', version: '1.0.0', wiretax }, 'a/index.js': '' };
  await inFolder(files, (folder) => {
    const a = { type: 'user', root: join(folder, 'a'), pjson: { wiretax } };
    const plugins = new Map<string, { type: string; root: string; pjson: unknown }>([
      ['a', a],
      ['other', { type: 'user', root: join(folder, 'other'), pjson: {} }],
      ['wiretax', { type: 'core', root: join(folder, 'core'), pjson: { wiretax } }],
    ]);
    const found = installedPlugins({ dataDir: folder, plugins });
    assert.equal(
      found.map(({ name, origin, broken }) => [name, origin, broken]),
      [['a', 'installed', undefined]],
    );
  });
});

test('plugins that oclif could not load show as broken', async () => {
  const oclif = {
    plugins: [
      { name: 'gone', type: 'user', url: 'file:x' },
      { name: 'linked', type: 'link', root: '/nowhere/at/all' },
    ],
  };
  await inFolder({ 'package.json': { oclif } }, (folder) => {
    const found = installedPlugins({ dataDir: folder, plugins: new Map() });
    assert.equal(
      found.map(({ name, origin }) => [name, origin]),
      [
        ['gone', 'installed'],
        ['linked', 'linked'],
      ],
    );
    for (const { broken } of found) assert.match(broken ?? '', /can't be read/);
  });
});

test('nothing was ever installed', async () => {
  await inFolder({}, (folder) => {
    assert.equal(installedPlugins({ dataDir: join(folder, 'none'), plugins: new Map() }), []);
  });
});

test.run();
