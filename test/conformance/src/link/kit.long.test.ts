import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { examine } from '../failing-cases.test.support.js';
import { broken, closeAll } from './broken.test.support.js';
import { testLink } from './kit.js';
import { byName, byPath, byPort, linkPlugin } from './reference.test.support.js';

const limits = { name: 'sample', limitMs: 60_000 };

test('right links pass every case, and every case but the first has a broken one', async () => {
  for (const link of [byPort, byPath, byName]) {
    const { cases, failures } = await examine(testLink, { ...limits, plugin: linkPlugin(link) });
    assert.equal([...failures], []);
    const madeFor = new Set(broken.map(([, [first]]) => first));
    assert.equal([cases[0], ...madeFor], [...cases]);
  }
});

test('a link that the plugin does not provide fails every case', async () => {
  const { cases, failures } = await examine(testLink, { ...limits, plugin: linkPlugin(byPort, 'other') });
  assert.equal([...failures.keys()], [...cases]);
});

for (const [what, fails, link] of broken) {
  test(`${what}: fails ${fails.join(' | ')}`, async () => {
    const { failures } = await examine(testLink, { ...limits, plugin: linkPlugin(link) });
    closeAll();
    assert.equal([...failures.keys()].sort(), [...fails].sort(), [...failures.values()].join('\n'));
  });
}

test.run();
