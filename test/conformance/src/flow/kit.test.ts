import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { examine } from '../failing-cases.test.support.js';
import type { Subject } from '../subject.js';
import { broken } from './broken.test.support.js';
import { testFlow } from './kit.js';
import { flowPlugin, right } from './reference.test.support.js';

const maxInFlight = 3;
const kit = (subject: Subject): void => {
  testFlow({ ...subject, maxInFlight });
};
const limits = { name: 'sample', options: { places: maxInFlight }, limitMs: 2000 };

test('a right flow control passes every case, and every case has a broken one', async () => {
  const { cases, failures } = await examine(kit, { ...limits, plugin: flowPlugin(right) });
  assert.equal([...failures], []);
  const [first, ...others] = cases;
  const madeFor = broken.map(({ fails }) => (fails === 'every case' ? first : fails[0]));
  assert.equal(madeFor, [first, ...others]);
});

for (const { fails, plugin } of broken) {
  test(`fails ${fails === 'every case' ? fails : fails.join(' | ')}`, async () => {
    const { cases, failures } = await examine(kit, { ...limits, plugin });
    const expected = fails === 'every case' ? cases : fails;
    assert.equal([...failures.keys()].sort(), [...expected].sort(), [...failures.values()].join('\n'));
  });
}

test('what has no gate and claims no limit is examined for the parts that it has', async () => {
  const plugin = flowPlugin({ around: (call) => call });
  const { cases, failures } = await examine(testFlow, { ...limits, plugin });
  assert.equal([...failures], []);
  assert.not(cases.some((name) => name.includes('claims') || name.includes('hedging')));
});

test.run();
