import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { inFolder } from '../read/temporary-folder.fixture.js';
import { installedPlugins } from './installed-plugins.js';

const manifest = { name: 'a', version: '1.0.0', wiretax: { api: 2, entry: './index.js', provides: {} } };
const files = { 'node_modules/a/package.json': manifest, 'node_modules/a/index.js': '' };

test('what is listed is found, also what is gone or is no plugin', async () => {
  const plugins = [
    { name: 'a', type: 'user', tag: 'latest' },
    { name: 'gone', type: 'user', url: 'file:x' },
    { name: 'linked', type: 'link', root: '/nowhere/at/all' },
    { name: 'other', type: 'user' },
    { name: 'of oclif', type: 'core' },
    'strange',
  ];
  const all = {
    ...files,
    'package.json': { oclif: { plugins } },
    'node_modules/other/package.json': { name: 'other' },
  };
  await inFolder(all, (dataDir) => {
    const found = installedPlugins({ dataDir });
    assert.equal(
      found.map(({ name, origin, folder }) => [name, origin, folder]),
      [
        ['a', 'installed', join(dataDir, 'node_modules/a')],
        ['gone', 'installed', join(dataDir, 'node_modules/gone')],
        ['linked', 'linked', '/nowhere/at/all'],
        ['other', 'installed', join(dataDir, 'node_modules/other')],
      ],
    );
    const [a, gone, linked, other] = found.map(({ broken }) => broken);
    assert.is(a, undefined);
    for (const broken of [gone, linked]) assert.match(broken ?? '', /does not exist/);
    assert.match(other ?? '', /no `wiretax` field/);
  });
});

test('nothing was ever installed, or the list of it is torn', async () => {
  await inFolder({ torn: '', 'b/package.json': '{"oclif": {"plug' }, (folder) => {
    for (const dataDir of ['none', 'torn', 'b']) {
      assert.equal(installedPlugins({ dataDir: join(folder, dataDir) }), []);
    }
  });
});

test.run();
