import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nodeFault } from './node-range.js';

test('a Node.js outside of the range is refused, saying both', () => {
  const said = nodeFault({ node: '>=24' }, '20.20.2') ?? '';
  assert.match(said, 'it needs Node.js >=24, this is 20.20.2; run wiretax with another Node.js');
  assert.ok(nodeFault({ node: '^18 || ^22' }, '20.0.0') !== undefined);
});

test('one inside of it is not, nor where no range is named', () => {
  assert.is(nodeFault({ node: '>=20.19' }, '24.0.0-nightly'), undefined);
  for (const engines of [undefined, {}, { node: 'the newest' }, { node: 24 }, { npm: '>=99' }]) {
    assert.is(nodeFault(engines, '20.0.0'), undefined);
  }
});

test.run();
