import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { columnsOf, padEnd, padStart, painter, printable, shorten, unbroken, wrap } from './terminal-text.js';

test('printable keeps the first line and nothing that acts', () => {
  assert.is(printable('plain 1.5 µs'), 'plain 1.5 µs');
  assert.is(printable('\n first \tline\r\nsecond'), 'first line …');
  assert.is(printable('\u001b[2J\u001b]8;;http://x\u0007link\u001b]8;;\u0007'), 'link');
  assert.is(printable('a\u202eb\u200bc\u0000\ud800'), 'abc');
});

test('whatever the text, what is printed is one line without controls', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.not.match(printable(text), /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
    }),
  );
});

test('widths: wide characters take two columns, combining marks none', () => {
  assert.is(columnsOf('tcp ±–→'), 7);
  assert.is(columnsOf('東京'), 4);
  assert.is(columnsOf('e\u0301'), 1);
  assert.is(padStart('京', 4), '  京');
  assert.is(padEnd('京', 4), '京  ');
  assert.is(shorten('東京都', 5), '東京…');
  assert.is(shorten('abc', 3), 'abc');
});

test('wrap breaks at spaces, and not where it was told not to', () => {
  assert.equal(wrap('aa bb cc', 5), ['aa bb', 'cc']);
  assert.equal(wrap(`aa ${unbroken('bb cc')}`, 6), ['aa', 'bb cc']);
  assert.equal(wrap('longer-than-that b', 5), ['longer-than-that', 'b']);
});

test('colour is there only when asked for, wherever the output goes', () => {
  assert.is(painter(true)('bold', 'x'), '\u001b[1mx\u001b[22m');
  assert.is(painter(false)('bold', 'x'), 'x');
});

test.run();
