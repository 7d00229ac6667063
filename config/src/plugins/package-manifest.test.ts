import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { inFolder } from '../read/temporary-folder.fixture.js';
import { readPluginPackage } from './package-manifest.js';

const wiretax = {
  api: 2,
  entry: './index.js',
  provides: { flow: ['nothing'] },
  hooks: ['pin'],
  replaces: ['wiretax-plugin-w'],
};
const manifest = { name: 'wiretax-plugin-x', version: '1.2.3', description: 'Does x.', wiretax };

test('reads what a package says about itself, without importing it', async () => {
  const files = { 'package.json': manifest, 'index.js': 'throw new Error("imported")' };
  await inFolder(files, (folder) => {
    assert.equal(readPluginPackage(folder, 'installed', 'whatever'), {
      name: 'wiretax-plugin-x',
      version: '1.2.3',
      description: 'Does x.',
      origin: 'installed',
      folder,
      entry: join(folder, 'index.js'),
      provides: { flow: ['nothing'] },
      replaces: ['wiretax-plugin-w'],
      hooks: ['pin'],
      bare: false,
    });
  });
});

for (const [fault, packageJson, reason] of [
  ['is missing', undefined, /package\.json does not exist/],
  ['is no JSON', '{', /can't be read/],
  ['is no object', '[]', /holds no object/],
  ['has no wiretax field', { name: 'x' }, /no `wiretax` field/],
  [
    'is for a later api',
    { ...manifest, wiretax: { ...wiretax, api: 3 } },
    /api 3, this wiretax has 2; update wiretax/,
  ],
  [
    'needs another Node.js',
    { ...manifest, wiretax: { ...wiretax, entry: './package.json' }, engines: { node: '>=99' } },
    /it needs Node\.js >=99, this is/,
  ],
  [
    'needs another core',
    {
      ...manifest,
      wiretax: { ...wiretax, entry: './package.json' },
      peerDependencies: { '@wiretax/core': '^9.0.0' },
    },
    /it needs @wiretax\/core \^9\.0\.0, this wiretax has \d+\.\d+\.\d+.*; use the wiretax that it was made for/,
  ],
  [
    'was left in the middle of a merge',
    '{\n<<<<<<< HEAD\n"name": "x"\n=======\n>>>>>>> other\n}',
    /package\.json can't be read: line 2 is git's mark of a conflict; finish the merge/,
  ],
  ['names no api', { ...manifest, wiretax: { entry: './index.js' } }, /api nothing.*update the plugin/],
  ['names no entry', { ...manifest, wiretax: { api: 2 } }, /names no `entry`/],
  ['names an entry that is not there', manifest, /index\.js does not exist/],
  [
    'provides a strange kind',
    { ...manifest, wiretax: { ...wiretax, provides: { probe: [] } } },
    /the kind probe/,
  ],
  [
    'provides no mapping',
    { ...manifest, wiretax: { ...wiretax, provides: ['tcp'] } },
    /must map kinds to names/,
  ],
] as const) {
  test(`a package.json that ${fault} makes the plugin broken, and stops nothing`, async () => {
    await inFolder(packageJson === undefined ? {} : { 'package.json': packageJson }, (folder) => {
      const plugin = readPluginPackage(folder, 'linked', 'fallback');
      assert.match(plugin.broken ?? '', reason);
      assert.ok(['fallback', 'x', 'wiretax-plugin-x'].includes(plugin.name));
    });
  });
}

test('what its author should mend comes with it', async () => {
  const files = {
    'package.json': { ...manifest, oclif: { commands: { strategy: 'explicit', target: './index.js' } } },
    'index.js': '',
  };
  await inFolder(files, (folder) => {
    const { broken, remarks = [] } = readPluginPackage(folder, 'installed', 'x');
    assert.is(broken, undefined);
    assert.is(remarks.length, 1);
    assert.match(remarks[0] ?? '', /oclif\.manifest\.json is missing/);
  });
});

test.run();
