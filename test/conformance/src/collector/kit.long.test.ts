import type { Collector } from '@wiretax/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { examine, type Examined } from '../failing-cases.test.support.js';
import { broken } from './broken.test.support.js';
import { brokenOtherwise, letGo } from './broken-otherwise.test.support.js';
import { testCollector } from './kit.js';
import { inside, outside, pluginOf } from './reference.test.support.js';

const limitMs = 6000;

test('a sound collector passes every case, and every case has a broken one', async () => {
  for (const collector of [inside(), outside()]) {
    const { cases, failures } = await examine(testCollector, {
      plugin: pluginOf(collector),
      name: 'sample',
      limitMs,
    });
    assert.equal([...failures], []);
    const [first, ...others] = cases;
    const madeFor = broken.map(({ fails }) => (fails === 'every case' ? first : fails[0]));
    assert.equal(madeFor, [first, ...others]);
  }
});

for (const { fails, plugin } of [...broken, ...brokenOtherwise]) {
  test(`fails ${fails === 'every case' ? fails : fails.join(', ')}`, async () => {
    const { cases, failures } = await examine(testCollector, { plugin, name: 'sample', limitMs });
    letGo();
    const expected = fails === 'every case' ? cases : fails;
    assert.equal([...failures.keys()].sort(), [...expected].sort(), [...failures.values()].join('\n'));
  });
}

/** A collector whose tool nobody has. */
const absent: Collector = {
  ...inside(),
  probe: () =>
    Promise.resolve({ available: false, missing: 'tracer is not installed', remedy: 'apt-get install it' }),
  attach: () => Promise.reject(new Error('spawn tracer ENOENT')),
};

async function withoutTool(collector: Collector): Promise<Examined> {
  return examine(
    (subject) => {
      testCollector({ ...subject, requireTool: false });
    },
    { plugin: pluginOf(collector), name: 'sample', limitMs },
  );
}

test('without its tool a collector fails with what is missing, unless the author can do without', async () => {
  const { cases, failures } = await examine(testCollector, {
    plugin: pluginOf(absent),
    name: 'sample',
    limitMs,
  });
  assert.equal([...failures.keys()], cases.slice(4));
  for (const said of failures.values()) assert.match(said, 'tracer is not installed. apt-get install it');
  assert.equal([...(await withoutTool(absent)).failures], []);
});

test('without its tool a collector must refuse', async () => {
  const { cases, failures } = await withoutTool({ ...absent, attach: (target) => inside().attach(target) });
  assert.equal([...failures.keys()], ['is as available as it says', ...cases.slice(5)]);
});

test.run();
