import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { multisets } from './multisets.js';

test('every draw of five of five is listed once, with its probability', () => {
  const all = multisets(5);
  assert.is(all.length, 126);
  assert.is(new Set(all.map(({ indexes }) => indexes.join())).size, 126);
  const total = all.reduce((sum, { probability }) => sum + probability, 0);
  assert.ok(Math.abs(total - 1) < 1e-12);
  const same = all.find(({ indexes }) => indexes.join() === '2,2,2,2,2');
  assert.ok(Math.abs((same?.probability ?? 0) - 5 ** -5) < 1e-15);
  const each = all.find(({ indexes }) => indexes.join() === '0,1,2,3,4');
  assert.ok(Math.abs((each?.probability ?? 0) - 120 / 5 ** 5) < 1e-15);
});

test.run();
