import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.js';

test('calls are due at the rate that was asked for', async () => {
  const pace = await load.pace({ options: { rate: 500 }, callers: 2, part: 0, parts: 1, random: () => 0.5 });
  const dueMs = [0, 1, 2].map((call) => pace.next(call * 2e6, 0) / 1e6);
  assert.deepEqual(dueMs, [2, 4, 6]);
});
