import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { csvField, csvLine, csvTable } from './csv.js';
import { readCsv } from './csv.test.support.js';

test('fields', () => {
  assert.is(csvField('plain'), 'plain');
  assert.is(csvField(null), '');
  assert.is(csvField(undefined), '');
  assert.is(csvField(Number.NaN), '');
  assert.is(csvField(-0.25), '-0.25');
  assert.is(csvField(-(2n ** 70n)), '-1180591620717411303424');
  assert.is(csvField(false), 'false');
  assert.is(csvField('a,b'), '"a,b"');
  assert.is(csvField('a "b"'), '"a ""b"""');
  assert.is(csvField('a\nb'), '"a\nb"');
});

for (const start of ['=', '+', '-', '@', '\t', '\r', '\n', ' =', '\u0000=', '\u200b=', '＝', '\ufeff@']) {
  test(`a text that begins with ${JSON.stringify(start)} can't become a formula`, () => {
    assert.match(csvField(`${start}cmd()`), /^"?'/);
  });
}

test('a header and lines', () => {
  assert.is(csvTable(['a', '=b'], [[1, null]]), "a,'=b\r\n1,\r\n");
});

test('escape sequences and direction marks are gone', () => {
  assert.is(csvField('a\u001b[31mb\u009b\u202ec\u0000\ud800'), 'a[31mbc');
});

test('every text comes back from a reader, and none is a formula', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (texts) => {
      const [read, ...others] = readCsv(csvLine(texts));
      assert.equal([read?.length, others.length], [texts.length, 0]);
      for (const value of read ?? []) assert.not.match(value, /^[=+\-@\t\r\n]/);
    }),
  );
});

test.run();
