import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { inFolder } from '../read/temporary-folder.fixture.js';
import { addToPluginList, ensurePluginList, readPluginList } from './plugin-list.js';

test('what is added is found again, in the place of what had its name', async () => {
  await inFolder({}, (base) => {
    const dataDir = join(base, 'data', 'wiretax');
    assert.equal(readPluginList(dataDir), { packages: [] });
    ensurePluginList(dataDir);
    addToPluginList(dataDir, { name: 'a', type: 'user', tag: '1.0.0' });
    addToPluginList(dataDir, { name: 'b', type: 'user', url: 'file:/b.tgz' });
    addToPluginList(dataDir, { name: 'a', type: 'user', tag: 'latest' });
    ensurePluginList(dataDir);
    const inModules = (name: string): string => join(dataDir, 'node_modules', name);
    assert.equal(readPluginList(dataDir).packages, [
      { name: 'b', type: 'user', folder: inModules('b'), url: 'file:/b.tgz' },
      { name: 'a', type: 'user', folder: inModules('a'), tag: 'latest' },
    ]);
  });
});

test('what npm and others have written in the same file stays', async () => {
  const manifest = { dependencies: { a: '^1.0.0' }, oclif: { schema: 1, plugins: ['strange'] } };
  await inFolder({ 'package.json': manifest }, (dataDir) => {
    addToPluginList(dataDir, { name: 'a', type: 'user', tag: 'latest' });
    const written = JSON.parse(readFileSync(join(dataDir, 'package.json'), 'utf8')) as typeof manifest;
    assert.equal(written.dependencies, manifest.dependencies);
    assert.equal(written.oclif.plugins, ['strange', { name: 'a', tag: 'latest', type: 'user' }]);
  });
});

for (const [title, files] of [
  ['is torn', { 'data/package.json': '{"oclif":\n{' }],
  ['is empty', { 'data/package.json': '' }],
  ['is no object', { 'data/package.json': '[]' }],
  ['is a folder', { 'data/package.json/x': '' }],
  ['is in a folder that is none', { data: '' }],
] as const) {
  test(`a list that ${title} is said in one line and holds nothing`, async () => {
    await inFolder(files, (base) => {
      const { packages, unreadable = '' } = readPluginList(join(base, 'data'));
      assert.equal(packages, []);
      assert.match(
        unreadable,
        /^[^\n]*data\/package\.json, the list of installed plugins, can't be read: .+; mend it, or wiretax plugins reset --hard/,
      );
    });
  });
}

test.run();
