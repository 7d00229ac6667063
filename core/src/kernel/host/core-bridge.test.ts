import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import * as core from '../../index.js';
import * as testing from '../../testing.js';
import { bridgeCore } from './core-bridge.js';

const importer = "export * from '@wiretax/core'; export { fakeHost } from '@wiretax/core/testing';";
const ownCopy = {
  'node_modules/@wiretax/core/package.json': '{"name":"@wiretax/core","version":"0.0.9","type":"module"}',
  'node_modules/@wiretax/core/index.js': 'export const definePlugin = 0;',
};

for (const [title, files] of [
  ['has no core', {}],
  ['has a core of its own', ownCopy],
] as const) {
  test(`a plugin that ${title} gets the running one`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wiretax-core-bridge-'));
    try {
      for (const [file, text] of Object.entries({ ...files, 'plugin.mjs': importer })) {
        mkdirSync(dirname(join(folder, file)), { recursive: true });
        writeFileSync(join(folder, file), text);
      }
      bridgeCore();
      const seen = (await import(pathToFileURL(join(folder, 'plugin.mjs')).href)) as typeof core &
        typeof testing;
      assert.is(seen.WiretaxError, core.WiretaxError);
      assert.is(seen.definePlugin, core.definePlugin);
      assert.is(seen.fakeHost, testing.fakeHost);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}

test.run();
