import type { Plugin } from '@wiretax/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { examine, type Examined } from '../failing-cases.test.support.js';
import { broken, brokenOpen } from './broken.test.support.js';
import { testLoad } from './kit.js';
import { closed, loadPlugin, open } from './reference.test.support.js';

const examined = (plugin: Plugin): Promise<Examined> => examine(testLoad, { plugin, name: 'sample' });

test('a right closed load passes every case, and every case has a broken one', async () => {
  const { cases, failures } = await examined(loadPlugin(closed));
  assert.equal([...failures], []);
  const [first, ...others] = cases;
  const madeFor = broken.map(({ fails }) => (fails === 'every case' ? first : fails[0]));
  assert.equal(madeFor, [first, ...others]);
});

test('a right open load passes every case, and every case of its own has a broken one', async () => {
  const { cases, failures } = await examined(loadPlugin(open));
  assert.equal([...failures], []);
  const madeFor = brokenOpen.map(({ fails }) => fails[0]);
  assert.equal(madeFor, cases.slice(-brokenOpen.length));
});

for (const { fails, plugin } of [...broken, ...brokenOpen]) {
  test(`fails ${fails === 'every case' ? fails : fails.join(' | ')}`, async () => {
    const { cases, failures } = await examined(plugin);
    const expected = fails === 'every case' ? cases : fails;
    assert.equal([...failures.keys()].sort(), [...expected].sort(), [...failures.values()].join('\n'));
  });
}

test.run();
