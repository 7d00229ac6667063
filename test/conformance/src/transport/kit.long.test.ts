import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { examine } from '../failing-cases.test.support.js';
import { brokenEnds, brokenFailures, brokenMessages } from './broken.test.support.js';
import { testTransport } from './kit.js';
import { referencePlugin } from './reference.test.support.js';

const limitMs = 60_000;

test('a right transport passes every case, and every case but the first has a broken one', async () => {
  const { cases, failures } = await examine(testTransport, {
    plugin: referencePlugin(),
    name: 'sample',
    limitMs,
  });
  assert.equal([...failures], []);
  const madeFor = new Set([...brokenEnds, ...brokenMessages, ...brokenFailures].map(([, fails]) => fails));
  assert.equal([cases[0], ...madeFor].sort(), [...cases].sort());
});

test('a transport that the plugin does not provide fails every case', async () => {
  const { cases, failures } = await examine(testTransport, {
    plugin: referencePlugin(undefined, 'other'),
    name: 'sample',
    limitMs,
  });
  assert.equal(cases[0], 'is provided by the plugin');
  assert.equal([...failures.keys()], [...cases]);
});

test.run();
