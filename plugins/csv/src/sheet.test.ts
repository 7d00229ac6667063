import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { cellText, sheetText } from './sheet.js';

/** A reader by the grammar of RFC 4180, written from the other side. */
function parse(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length) {
    const quoted = text[at] === '"';
    const pattern = quoted ? /"((?:[^"]|"")*)"(,|\r\n)/y : /([^",\r\n]*)(,|\r\n)/y;
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) throw new Error(`no cell at ${String(at)} of ${JSON.stringify(text)}`);
    record.push((match[1] ?? '').replaceAll('""', '"'));
    if (match[2] === '\r\n') {
      records.push(record);
      record = [];
    }
    at = pattern.lastIndex;
  }
  return records;
}

test('cells', () => {
  assert.is(cellText('plain'), 'plain');
  assert.is(cellText(null), '');
  assert.is(cellText(undefined), '');
  assert.is(cellText(Number.NaN), '');
  assert.is(cellText(-0.25), '-0.25');
  assert.is(cellText(false), 'false');
  assert.is(cellText('a,b'), '"a,b"');
  assert.is(cellText('a "b"'), '"a ""b"""');
  assert.is(cellText('a\nb'), '"a\nb"');
});

for (const start of ['=', '+', '-', '@', '\t', '\r', '\n', ' =', '\u0000=', '\u200b=', '＝', '\ufeff@']) {
  test(`a text that begins with ${JSON.stringify(start)} can't become a formula`, () => {
    assert.match(cellText(`${start}cmd()`), /^"?'/);
  });
}

test('escape sequences and direction marks are gone', () => {
  assert.is(cellText('a\u001b[31mb\u009b\u202ec\u0000\ud800'), 'a[31mbc');
});

test('every text comes back from a reader, and none is a formula', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (texts) => {
      const written = sheetText({
        names: texts.map(() => 'n'),
        lines: [{ fixed: texts.map((text) => ['n', text]), further: [] }],
      });
      const read = parse(written);
      assert.is(read.length, 2);
      assert.is(read[1]?.length, texts.length);
      for (const value of read[1] ?? []) assert.not.match(value, /^[=+\-@\t\r\n]/);
    }),
  );
});

test('further columns are the union over all lines, in alphabetical order', () => {
  const text = sheetText({
    names: ['id'],
    lines: [
      { fixed: [['id', 'x']], further: [['b', 1]] },
      {
        fixed: [['id', 'y']],
        further: [
          ['c', 2],
          ['a', 3],
        ],
      },
    ],
  });
  assert.is(text, 'id,a,b,c\r\nx,,1,\r\ny,3,,2\r\n');
});

test('a sheet without lines has its header', () => {
  assert.is(sheetText({ names: ['a', 'b'], lines: [] }), 'a,b\r\n');
});

test.run();
