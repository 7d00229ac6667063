import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { codeBlock, list, markdownText, table } from './markdown.js';

const cases: readonly (readonly [given: string, expected: string])[] = [
  ['plain text, 1.5 ms (client-bound)', 'plain text, 1.5 ms (client-bound)'],
  ['a|b', 'a\\|b'],
  ['`code` *b* _i_ ~~s~~', '\\`code\\` \\*b\\* \\_i\\_ \\~\\~s\\~\\~'],
  ['[x](javascript:y)', '\\[x\\](javascript:y)'],
  ['<script>&amp;', '\\<script\\>\\&amp;'],
  ['back\\slash', 'back\\\\slash'],
  ['# heading', '\\# heading'],
  ['- item', '\\- item'],
  ['12. item', '12\\. item'],
  ['1) item', '1\\) item'],
  ['http://x www.y a@b.c', 'http:/\\/x www\\.y a\\@b.c'],
  ['two\n\nlines\r\n| and\ta row', 'two lines \\| and a row'],
  ['\u001b[31m\u202ex\u200b\u0000\ud800', 'x'],
];

for (const [given, expected] of cases) {
  test(`escapes ${JSON.stringify(given)}`, () => {
    assert.is(markdownText(given), expected);
  });
}

test('whatever the text, it stays on its line and in its cell', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const line = markdownText(text);
      assert.not.match(line, /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
      // Every character that could start something is behind a backslash.
      assert.not.match(line.replace(/\\[!-/:-@[-`{-~]/g, ''), /[\\`*_[\]<>|~&$@]/);
    }),
  );
});

test('a code block is longer than any fence in it', () => {
  assert.is(codeBlock('a\nb'), '```\na\nb\n```');
  assert.is(codeBlock('a\n````\nb\u001b[31m'), '`````\na\n````\nb\n`````');
});

test('tables and lists', () => {
  const text = table(
    [
      { title: 'a', align: 'left', text: (item: number) => String(item) },
      { title: 'b', align: 'right', text: (item: number) => String(item * 2) },
    ],
    [1, 2],
  );
  assert.is(text, '| a | b |\n| --- | --: |\n| 1 | 2 |\n| 2 | 4 |');
  assert.is(list(['x', 'y']), '- x\n- y');
});

test.run();
