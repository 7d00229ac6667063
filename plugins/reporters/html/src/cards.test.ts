import type { Finding } from '@wiretax/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isDecided } from './cards.js';

const finding: Finding = {
  id: 'drift.p50',
  statement: 'P50 rose over 4 blocks, all cells together, by 18.8 % (95 %: 6.3 % to 25.8 %).',
  numbers: {},
  interval: { low: 1.063, high: 1.258, level: 0.95 },
  cells: [],
};

test('an interval alone decides nothing', () => {
  assert.ok(isDecided(finding));
  const open = 'Whether P50 drifted over 4 blocks, all cells together is not known yet: −18.8 %.';
  assert.not.ok(isDecided({ ...finding, statement: open }));
  const { id, statement, numbers, cells } = finding;
  const without = { id, statement, numbers, cells };
  assert.not.ok(isDecided(without));
  assert.ok(isDecided({ ...without, answers: 'limit' }));
});

test.run();
