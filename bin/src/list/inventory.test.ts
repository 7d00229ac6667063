import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { InputError } from '@wiretax/core';
import { inFolder } from '@wiretax/config/read/temporary-folder.fixture.js';
import { foundPlugin } from '@wiretax/config/plugins/found-plugin.fixture.js';
import List from '../commands/list.js';
import { inventoryText } from './inventory-text.js';
import { inventory } from './inventory.js';
import { knownPlugins } from './known-plugins.js';
import { selectSections } from './sections.js';

const plugins = [
  foundPlugin('@wiretax/plugin-tcp', { provides: { transport: ['tcp'] }, description: 'Raw.' }),
  foundPlugin('pin', { hooks: ['pin'] }),
  foundPlugin('wiretax-plugin-x', {
    provides: { transport: ['x'] },
    origin: 'installed',
    broken: 'it is old',
  }),
];

test('each name comes with its plugin, its version and where that is from', async () => {
  const { transports, codecs } = await inventory(plugins);
  assert.equal(codecs, []);
  assert.equal(transports, [
    { name: 'tcp', plugin: '@wiretax/plugin-tcp', version: '1.0.0', origin: 'default', description: 'Raw.' },
    {
      name: 'x',
      plugin: 'wiretax-plugin-x',
      version: '1.0.0',
      origin: 'installed',
      description: '',
      broken: 'it is old',
    },
  ]);
});

test('presets come with their description', async () => {
  const { presets = [] } = await inventory([]);
  const names = presets.map(({ name }) => name);
  assert.ok(['evidence', 'ipc-study', 'quick', 'smoke'].every((name) => names.includes(name)));
  assert.ok(presets.every(({ description }) => description.length > 20));
});

test('as text: columns, broken ones marked', async () => {
  const { transports = [], plugins: listed = [] } = await inventory(plugins);
  const text = inventoryText([
    ['transports', transports],
    ['plugins', listed],
    ['codecs', []],
  ]);
  assert.match(text, /^transports\n {2}tcp {2}@wiretax\/plugin-tcp 1\.0\.0 +Raw\.\n/);
  assert.match(text, /\n {2}x +wiretax-plugin-x 1\.0\.0 \(installed\) +BROKEN: it is old\n/);
  assert.match(text, /\n {2}pin +1\.0\.0 +taps pin\n/);
  assert.match(text, /codecs\n {2}none\n$/);
});

test('a section by its plural or singular, and the nearest to a misspelt one', () => {
  assert.equal(selectSections('transports'), ['transports']);
  assert.equal(selectSections('analysis'), ['analyses']);
  assert.equal(selectSections('preset'), ['presets']);
  assert.ok(selectSections(undefined).length > 8);
  assert.throws(
    () => selectSections('codcs'),
    (error: unknown) => error instanceof InputError && error.problems[0]?.nearest === 'codecs',
  );
});

test('help names each section', () => {
  const [, named = ''] = /^One of (.*)\.$/.exec(List.args.kind.description ?? '') ?? [];
  assert.equal(named.split(', '), selectSections(undefined));
});

test("plugins of the project's config are known; a config that can't be read stops nothing", async () => {
  const installation = { dataDir: '/nowhere' };
  const warnings: string[] = [];
  const warn = (text: string): void => {
    warnings.push(text);
  };
  await inFolder(
    { 'package.json': {}, 'wiretax.config.yaml': 'plugins: ./x.mjs', 'x.mjs': '' },
    async (folder) => {
      const known = await knownPlugins(installation, folder, warn);
      assert.is(known.at(-1)?.name, './x.mjs');
    },
  );
  await inFolder({ 'package.json': {}, 'wiretax.config.yaml': ': [' }, async (folder) => {
    assert.ok((await knownPlugins(installation, folder, warn)).length > 0);
  });
  assert.is(warnings.length, 1);
});

test.run();
