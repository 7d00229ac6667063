import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { examine } from '../failing-cases.test.support.js';
import type { Subject } from '../subject.js';
import { broken, brokenOtherwise } from './broken.test.support.js';
import { testCodec } from './kit.js';
import { codecPlugin, referenceCodec, withoutReplySize } from './reference.test.support.js';

const kit = (subject: Subject): void => {
  testCodec({ ...subject, withoutReplySize: withoutReplySize() });
};
const limits = { name: 'sample', limitMs: 60_000 };

test('a right codec passes every case, and every case has a broken one', async () => {
  const { cases, failures } = await examine(kit, { ...limits, plugin: codecPlugin(referenceCodec) });
  assert.equal([...failures], []);
  const [first, ...others] = cases;
  const madeFor = broken.map(({ fails }) => (fails === 'every case' ? first : fails[0]));
  assert.equal(madeFor, [first, ...others]);
});

for (const { fails, plugin } of [...broken, ...brokenOtherwise]) {
  test(`fails ${fails === 'every case' ? fails : fails.join(' | ')}`, async () => {
    const { cases, failures } = await examine(kit, { ...limits, plugin });
    const expected = fails === 'every case' ? cases : fails;
    assert.equal([...failures.keys()].sort(), [...expected].sort(), [...failures.values()].join('\n'));
  });
}

test('without such a request nothing is said about reply sizes that are left out', async () => {
  const { cases, failures } = await examine(testCodec, { ...limits, plugin: codecPlugin(referenceCodec) });
  assert.equal([...failures], []);
  assert.not(cases.some((name) => name.includes('left out')));
});

test.run();
