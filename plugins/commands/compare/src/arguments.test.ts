import type { Pair } from '@wiretax/comparison';
import { InputError } from '@wiretax/core';
import { sampleRow } from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readMargin } from './margin.js';
import { readPool } from './pooled-cells.js';

test('margins', () => {
  assert.is(readMargin('3%'), 0.03);
  assert.is(readMargin('2.5 %'), 0.025);
  assert.is(readMargin('0.03'), 0.03);
  assert.is(readMargin('0'), 0);
  for (const wrong of ['', '3x', '-1%', '100%', '1'])
    assert.throws(() => readMargin(wrong), /nothing was compared/);
});

test('which cells are together', () => {
  const pairs = [64, 1024, 4096].map((bytes): Pair => {
    const row = sampleRow({ bytes });
    return { a: row, b: row };
  });
  const count = (text: string): number => pairs.filter(readPool(text, pairs)).length;
  assert.equal([count('all'), count('tcp.*'), count('*.64B.*')], [3, 3, 1]);
  assert.throws(
    () => readPool('tpc.64B.c10', pairs),
    (error: unknown) =>
      error instanceof InputError && error.code === 'E_POOL' && error.problems[0]?.nearest === 'tcp.64B.c10',
  );
});

test.run();
