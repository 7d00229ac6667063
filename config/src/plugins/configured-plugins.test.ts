import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { inFolder } from '../read/temporary-folder.fixture.js';
import { configuredPlugin } from './configured-plugins.js';

const files = {
  'local.mjs': '',
  'folder/package.json': { name: 'in-folder', version: '2.0.0', wiretax: { api: 2, entry: 'x.js' } },
  'folder/x.js': '',
  'node_modules/wiretax-plugin-udp/package.json': {
    name: 'wiretax-plugin-udp',
    wiretax: { api: 2, entry: 'x.js' },
  },
  'node_modules/wiretax-plugin-udp/x.js': '',
};

test('a bare file, a folder, a package as seen from the config', async () => {
  await inFolder(files, (folder) => {
    const bare = configuredPlugin('./local.mjs', folder, []);
    assert.is(bare.bare, true);
    assert.is(bare.entry, join(folder, 'local.mjs'));
    assert.is(bare.broken, undefined);
    assert.is(configuredPlugin('./folder', folder, []).name, 'in-folder');
    const installed = configuredPlugin('wiretax-plugin-udp', folder, []);
    assert.is(installed.name, 'wiretax-plugin-udp');
    assert.is(installed.broken, undefined);
    assert.is(installed.origin, 'config');
  });
});

test('a plugin that wiretax plugins has installed may be named', async () => {
  await inFolder(files, (folder) => {
    const udp = configuredPlugin('wiretax-plugin-udp', folder, []);
    const known = { ...udp, name: 'elsewhere', origin: 'installed' as const };
    assert.equal(configuredPlugin('elsewhere', folder, [known]), { ...known, origin: 'config' });
  });
});

test('what is not there is broken and says how to get it', async () => {
  await inFolder({}, (folder) => {
    assert.match(configuredPlugin('./no.mjs', folder, []).broken ?? '', /there is no file .*no\.mjs/);
    assert.match(
      configuredPlugin('wiretax-plugin-no', folder, []).broken ?? '',
      /npm install wiretax-plugin-no/,
    );
  });
});

test.run();
