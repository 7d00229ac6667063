import { InputError } from '@wiretax/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readMargin, readPool } from './terms.js';

test('margins', () => {
  assert.is(readMargin('3%'), 0.03);
  assert.is(readMargin('2.5 %'), 0.025);
  assert.is(readMargin('0.03'), 0.03);
  assert.is(readMargin('0'), 0);
  for (const wrong of ['', '3x', '-1%', '100%', '1'])
    assert.throws(() => readMargin(wrong), /nothing was compared/);
});

test('which cells are together', () => {
  const cells = ['tcp.64B.c10', 'tcp.1KiB.c10', 'tcp.4KiB.c10'];
  const count = (text: string): number => cells.filter(readPool(text, cells, () => cells[0])).length;
  assert.equal([count('all'), count('tcp.*'), count('*.64B.*')], [3, 3, 1]);
  assert.throws(
    () => readPool('tpc.64B.c10', cells, () => cells[0]),
    (error: unknown) =>
      error instanceof InputError && error.code === 'E_POOL' && error.problems[0]?.nearest === cells[0],
  );
});

test.run();
