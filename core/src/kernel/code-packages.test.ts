import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fakeHost } from '../testing/fake-host.js';
import { definePlugin } from '../contract/plugin.js';
import { codePackages } from './code-packages.js';
import { createKernel } from './kernel.js';

const transport = {
  supports: { forms: ['socket'], connections: 'shared', maxMessageBytes: 1000 },
  listen: () => Promise.reject(new Error('not here')),
  connect: () => Promise.reject(new Error('not here')),
} as const;

test('whose code runs, where it lies and what it brings', () => {
  const plugin = definePlugin({
    name: 'wiretax-plugin-udp',
    api: 2,
    apply: ({ transports, collectors }) => {
      transports.add('udp', transport);
      transports.add('udp-burst', transport);
      collectors.add('drops', {
        overhead: 'free',
        side: 'outside',
        probe: () => Promise.resolve({ available: true }),
        attach: () => Promise.reject(new Error('not here')),
      });
    },
  });
  const quiet = definePlugin({ name: 'quiet', api: 2, apply: () => undefined });
  const inMemory = definePlugin({ name: 'given', api: 2, apply: () => undefined });
  const udp = {
    plugin,
    version: '1',
    entry: 'file:///udp/dist/index.js',
    folder: '/udp',
    dependencies: { ws: '8' },
  };
  const kernel = createKernel({
    host: fakeHost(),
    plugins: [
      udp,
      { plugin: quiet, version: '1', entry: 'file:///a%20b/quiet.mjs', dependencies: {} },
      { plugin: inMemory, version: 'local', entry: 'embedded:given', dependencies: {} },
    ],
    settings: {},
  });
  const [core, ...plugins] = codePackages(kernel);
  assert.is(core?.name, '@wiretax/core');
  assert.equal(core?.kinds, []);
  assert.ok(import.meta.url.startsWith(`file://${core?.folder ?? ''}/`));
  assert.equal(plugins, [
    {
      name: 'wiretax-plugin-udp',
      entry: udp.entry,
      folder: '/udp',
      kinds: ['transport', 'collector'],
      dependencies: ['ws'],
    },
    {
      name: 'quiet',
      entry: 'file:///a%20b/quiet.mjs',
      folder: '/a b/quiet.mjs',
      kinds: [],
      dependencies: [],
    },
  ]);
});

test.run();
