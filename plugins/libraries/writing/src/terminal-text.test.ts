import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { columnsOf, padEnd, padStart, printable, shorten, unbroken, wrap } from './terminal-text.js';

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

test('whatever the words, lines are as long as asked unless one word is longer, and no word is lost', () => {
  const words = fc.array(fc.stringMatching(/^[a-z東é]{1,9}$/), { minLength: 1 });
  fc.assert(
    fc.property(words, fc.integer({ min: 1, max: 30 }), (given, columns) => {
      const lines = wrap(given.join(' '), columns);
      assert.is(lines.join(' '), given.join(' '));
      for (const line of lines) assert.ok(columnsOf(line) <= columns || !line.includes(' '));
    }),
  );
});

test('whatever the text, it is padded and cut to its columns', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z東é]{0,12}$/), fc.integer({ min: 2, max: 20 }), (text, columns) => {
      assert.ok(columnsOf(shorten(text, columns)) <= columns);
      const padded = [padStart(text, columns), padEnd(text, columns)];
      for (const each of padded) assert.is(columnsOf(each), Math.max(columns, columnsOf(text)));
    }),
  );
});

test.run();
