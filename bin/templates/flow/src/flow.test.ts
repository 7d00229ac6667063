import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Slots } from './flow.js';

test('a call gets in when another has left', () => {
  const slots = new Slots(2);
  for (const call of ['first', 'second']) {
    assert.equal(slots.ready(), 0, call);
    slots.enter();
  }
  assert.equal(slots.ready(), Infinity);
  slots.leave();
  assert.equal(slots.ready(), 0);
});
