import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { InputError, WiretaxError } from '@wiretax/core';
import { inFolder } from '../read/temporary-folder.fixture.js';
import { foundPlugin } from './found-plugin.fixture.js';
import { importPlugin, importPlugins } from './imported-plugin.js';

async function refusal(text: string | undefined, broken?: string): Promise<WiretaxError> {
  let refused: unknown;
  await inFolder(text === undefined ? {} : { 'entry.mjs': text }, async (folder) => {
    const entry = join(folder, 'entry.mjs');
    const plugin = foundPlugin('wiretax-plugin-x', {
      entry,
      folder,
      bare: true,
      ...(broken === undefined ? {} : { broken }),
    });
    await importPlugin(plugin).catch((error: unknown) => {
      refused = error;
    });
  });
  if (refused instanceof WiretaxError) return refused;
  throw new Error('it was accepted', { cause: refused });
}

test('imports the entry, and tells which versions of its dependencies are installed', async () => {
  const files = {
    'entry.mjs': `export default { name: 'x', api: 2, apply() {} };`,
    'package.json': { dependencies: { there: '^1.0.0', missing: '^2.0.0' } },
    'node_modules/there/package.json': { version: '1.4.2' },
  };
  await inFolder(files, async (folder) => {
    const loaded = await importPlugin(foundPlugin('x', { entry: join(folder, 'entry.mjs'), folder }));
    assert.is(loaded.plugin.name, 'x');
    assert.equal(loaded.dependencies, { there: '1.4.2', missing: '^2.0.0' });
    assert.match(loaded.entry, /^file:.*entry\.mjs$/);
  });
});

for (const [fault, text, code, message] of [
  ['throws on import', 'throw new Error("boom")', 'E_PLUGIN_IMPORT', /wiretax-plugin-x.*boom/],
  ['throws no error', 'throw undefined', 'E_PLUGIN_IMPORT', /wiretax-plugin-x.*no reason/],
  ['is no JavaScript', '}{', 'E_PLUGIN_IMPORT', /wiretax-plugin-x/],
  ['imports what is not there', 'import "nowhere"', 'E_PLUGIN_IMPORT', /nowhere/],
  ['is not there', undefined, 'E_PLUGIN_IMPORT', /wiretax-plugin-x/],
  ['exports nothing', 'export const x = 1', 'E_PLUGIN_SHAPE', /no default export/],
  ['exports a function', 'export default () => 1', 'E_PLUGIN_SHAPE', /definePlugin/],
  ['has no name', 'export default { api: 2, apply() {} }', 'E_PLUGIN_SHAPE', /no name/],
  ['has no apply', 'export default { name: "x", api: 2 }', 'E_PLUGIN_SHAPE', /no apply/],
] as const) {
  test(`an entry that ${fault} is refused by the plugin's name`, async () => {
    const error = await refusal(text);
    assert.is(error.code, code);
    assert.is(error.exitCode, 2);
    assert.match(error.message, message);
  });
}

test('a broken plugin is refused with the reason and the remedy', async () => {
  const error = await refusal('', 'its entry does not exist');
  assert.is(error.code, 'E_PLUGIN_BROKEN');
  assert.match(error.message, /its entry does not exist; install wiretax again/);
});

test('several that fail are refused at once', async () => {
  const plugins = ['x', 'y'].map((name) => foundPlugin(name, { broken: 'its entry does not exist' }));
  const refused = await importPlugins(plugins).catch((error: unknown) => error);
  assert.instance(refused, InputError);
  assert.is((refused as InputError).code, 'E_PLUGINS');
  assert.is((refused as InputError).problems.length, 2);
});

test.run();
