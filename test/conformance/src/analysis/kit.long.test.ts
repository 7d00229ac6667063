import type { Results } from '@wiretax/core';
import { sampleResults, sampleRow } from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { examine } from '../failing-cases.test.support.js';
import { broken, brokenOtherwise } from './broken.test.support.js';
import { testAnalysis } from './kit.js';
import { pluginOf, tails } from './reference.test.support.js';

test('a sound analysis passes every case, and every case has a broken one', async () => {
  const { cases, failures } = await examine(testAnalysis, {
    plugin: pluginOf(tails),
    name: 'sample',
  });
  assert.equal([...failures], []);
  const [first, ...others] = cases;
  const madeFor = broken.map(({ fails }) => (fails === 'every case' ? first : fails[0]));
  assert.equal(madeFor, [first, ...others]);
});

for (const { fails, plugin } of [...broken, ...brokenOtherwise]) {
  test(`fails ${fails === 'every case' ? fails : fails.join(', ')}`, async () => {
    const { cases, failures } = await examine(testAnalysis, { plugin, name: 'sample' });
    const expected = fails === 'every case' ? cases : fails;
    assert.equal([...failures.keys()].sort(), [...expected].sort(), [...failures.values()].join('\n'));
  });
}

test('results in which there is something to find may come from the author', async () => {
  const picky = pluginOf({
    analyse: (results) => tails.analyse(results).filter(({ cells }) => cells[0]?.startsWith('rest')),
  });
  const examined = async (results?: Results) =>
    examine(
      (subject) => {
        testAnalysis({ ...subject, ...(results === undefined ? {} : { results }) });
      },
      { plugin: picky, name: 'sample' },
    );
  assert.equal([...(await examined()).failures.keys()], ['finds something']);
  const { failures } = await examined(sampleResults([sampleRow({ transport: 'rest' })]));
  assert.equal([...failures], []);
});

test.run();
