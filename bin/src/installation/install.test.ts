import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { WiretaxError } from '@wiretax/core';
import { readPluginList } from '@wiretax/config/plugins/plugin-list.js';
import { inFolder } from '@wiretax/config/read/temporary-folder.fixture.js';
import { preparePluginList } from './install.js';

test('a data folder is made where there is none', async () => {
  await inFolder({}, (folder) => {
    preparePluginList(join(folder, 'a', 'b'));
    assert.equal(readPluginList(join(folder, 'a', 'b')), { packages: [] });
  });
});

for (const [title, dataDir, says] of [
  ['cannot be made', '/sys/none/wiretax', /^plugins can't be kept in .*wiretax: .*; set WIRETAX_DATA_DIR to/],
  ['is a file', 'file', /the list of installed plugins, can't be read: ENOTDIR/],
  ['has a torn list', 'torn', /the list of installed plugins, can't be read: .*reset --hard/],
] as const) {
  test(`a data folder that ${title} is refused`, async () => {
    await inFolder({ file: '', 'torn/package.json': '{' }, (folder) => {
      assert.throws(
        () => {
          preparePluginList(dataDir.startsWith('/') ? dataDir : join(folder, dataDir));
        },
        (error: unknown) =>
          error instanceof WiretaxError &&
          error.code === 'E_PLUGIN_LIST' &&
          error.exitCode === 2 &&
          says.test(error.message),
      );
    });
  });
}

test.run();
