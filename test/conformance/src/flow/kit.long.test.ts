import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { examine } from '../failing-cases.test.support.js';
import type { Subject } from '../subject.js';
import { broken, random } from './broken.test.support.js';
import { testFlow } from './kit.js';
import { flowPlugin, open, referenceFlow } from './reference.test.support.js';

const maxInFlight = 3;
const kit = (subject: Subject): void => {
  testFlow({ ...subject, maxInFlight });
};
const limits = { name: 'sample', options: { places: maxInFlight }, limitMs: 10_000 };

test('a right flow control passes every case, and every case has a broken one', async () => {
  const { cases, failures } = await examine(kit, { ...limits, plugin: flowPlugin(referenceFlow) });
  assert.equal([...failures], []);
  const [first, ...others] = cases;
  const madeFor = broken.map(({ fails }) => (fails === 'every case' ? first : fails[0]));
  assert.equal(madeFor, [first, ...others]);
});

for (const { fails, plugin } of broken) {
  test(`fails ${fails === 'every case' ? fails : fails.join(' | ')}`, async () => {
    const { cases, failures } = await examine(kit, { ...limits, plugin });
    const expected = fails === 'every case' ? cases : fails;
    // The random script may come across any defect, or not.
    const found = [...failures.keys()].filter((name) => name !== random || expected.includes(random));
    assert.equal(found.sort(), [...expected].sort(), [...failures.values()].join('\n'));
  });
}

test('what claims no limit is examined for what passes through it', async () => {
  const { cases, failures } = await examine(testFlow, { ...limits, plugin: flowPlugin(() => open) });
  assert.equal([...failures], []);
  assert.not(cases.some((name) => name.includes('claims')));
  const short = await examine(testFlow, { ...limits, plugin: flowPlugin(() => referenceFlow('short line')) });
  assert.equal([...short.failures.keys()], ['settles a thousand calls that come at once']);
});

test('a flow control of one place passes every case', async () => {
  const one = (subject: Subject): void => {
    testFlow({ ...subject, maxInFlight: 1 });
  };
  const plugin = flowPlugin(referenceFlow);
  const { failures } = await examine(one, { ...limits, plugin, options: { places: 1 } });
  assert.equal([...failures], []);
});

test.run();
