import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { layOver } from './lay-over.js';

test('either limit of a window replaces both', () => {
  const config = { requests: 1, duration: '1s', seed: 2 };
  assert.equal(layOver(config, { requests: 5 }), { requests: 5, seed: 2 });
  assert.equal(layOver(config, { duration: '2s' }), { duration: '2s', seed: 2 });
  assert.equal(layOver(config, { requests: 5, duration: '2s' }), { requests: 5, duration: '2s', seed: 2 });
  assert.equal(layOver(config, { seed: 3 }), { requests: 1, duration: '1s', seed: 3 });
});

test.run();
