import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { examine } from '../failing-cases.test.support.js';
import { broken, brokenOtherwise } from './broken.test.support.js';
import { testReporter } from './kit.js';
import { pluginOf, reporterOf } from './reference.test.support.js';

const limitMs = 10_000;

test('a sound reporter passes every case, and every case has a broken one', async () => {
  const { cases, failures } = await examine(testReporter, {
    plugin: pluginOf(reporterOf()),
    name: 'sample',
    limitMs,
  });
  assert.equal([...failures], []);
  const [first, ...others] = cases;
  const madeFor = broken.map(({ fails }) => (fails === 'every case' ? first : fails[0]));
  assert.equal(madeFor, [first, ...others]);
});

for (const { fails, plugin } of [...broken, ...brokenOtherwise]) {
  test(`fails ${fails === 'every case' ? fails : fails.join(', ')}`, async () => {
    const { cases, failures } = await examine(testReporter, { plugin, name: 'sample', limitMs });
    const expected = fails === 'every case' ? cases : fails;
    assert.equal([...failures.keys()].sort(), [...expected].sort(), [...failures.values()].join('\n'));
  });
}

test('what is printed is taken as what the author says it is', async () => {
  const reporter = reporterOf({ more: () => 'no JSON' });
  const { failures } = await examine(
    (subject) => {
      testReporter({ ...subject, mediaType: 'application/json' });
    },
    { plugin: pluginOf(reporter), name: 'sample', limitMs },
  );
  assert.equal([...failures.keys()], ['names come back unchanged from JSON']);
});

test.run();
