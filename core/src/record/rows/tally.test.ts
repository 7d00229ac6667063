import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Tally } from '../../contract/outcome.js';
import { tallyOf } from './tally.js';

const tally: Tally = {
  offered: 100,
  started: 90,
  rejected: 6,
  unstarted: 4,
  attempts: 95,
  ok: 88,
  failed: { late: 2 },
};

test('tallies of windows add up; of what one doesn’t tell nothing is known', () => {
  const other: Tally = { ...tally, failed: { late: 1, refused: 1 } };
  assert.equal(tallyOf([{ tally }, { tally: other }]), {
    offered: 200,
    started: 180,
    rejected: 12,
    unstarted: 8,
    attempts: 190,
    ok: 176,
    failed: { late: 3, refused: 1 },
  });
  assert.is(tallyOf([{ tally }, {}]), null);
  assert.is(tallyOf([]), null);
});

test.run();
