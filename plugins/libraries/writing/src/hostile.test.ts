import { harmIn, hostileCharacters, hostileTexts } from '@wiretax/core/testing';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { csvField, csvLine, csvTable } from './csv.js';
import { jsonLine, jsonText } from './json.js';
import { codeBlock, markdownText } from './markdown.js';
import { jsonInMarkup, markupText } from './markup.js';
import { sectionsMarkdown, sectionsText } from './section.js';
import { sheetText } from './sheet.js';
import { printable } from './terminal-text.js';
import { textTable } from './text-table.js';

// What others wrote, in every format that it is shown in.

const hostile = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.string({
    unit: fc.oneof(fc.constantFrom(...hostileCharacters), fc.constantFrom('a', ' ', '\n', '[', '=', '<')),
  }),
  fc.string({ unit: 'binary' }),
);

const section = (text: string) => ({
  heading: text,
  paragraph: text,
  tables: [{ title: text, head: [text, text], lines: [[text, text]] }],
  caveats: [text],
});

const formats: readonly (readonly [string, (text: string) => string, longestLine: number])[] = [
  ['a line on a terminal', printable, 600],
  ['a table on a terminal', (text) => textTable([[text, text]], { ruled: true }).join('\n'), 3000],
  ['sections on a terminal', (text) => sectionsText([section(text)]), 20_000],
  ['sections in Markdown', (text) => sectionsMarkdown([section(text)]), Infinity],
  ['Markdown', markdownText, Infinity],
  ['a block of code in Markdown', codeBlock, Infinity],
  ['CSV', (text) => csvLine([text, text]).replaceAll(/[\t\r]/g, ''), Infinity],
  [
    'a sheet of CSV',
    (text) =>
      sheetText({ names: [text], lines: [{ fixed: [[text, text]], further: [[text, text]] }] }).replaceAll(
        /[\t\r]/g,
        '',
      ),
    Infinity,
  ],
  ['JSON', (text) => jsonText({ [text]: [text] }), Infinity],
  ['JSON on a line', (text) => jsonLine([text]), Infinity],
  ['HTML and SVG', markupText, Infinity],
];

for (const [name, write, longest] of formats) {
  test(`nothing that acts or hides gets into ${name}`, () => {
    for (const character of hostileCharacters) {
      for (const text of [character, `a${character}b`, character.repeat(50)])
        assert.is(harmIn(write(text), longest), undefined, JSON.stringify(text));
    }
    fc.assert(
      fc.property(hostile, (text) => {
        assert.is(harmIn(write(text), longest), undefined);
      }),
    );
  });
}

for (const start of [
  '=',
  '+',
  '-',
  '@',
  '\t',
  '\r',
  '\n',
  ' =',
  '＝',
  ...hostileCharacters.map((each) => `${each}=`),
]) {
  test(`a text that begins with ${JSON.stringify(start)} can't become a formula`, () => {
    assert.match(csvField(`${start}cmd()`), /^"?'/);
    assert.match(csvTable([`${start}cmd()`], []), /^"?'/);
  });
}

test('JSON gives back what was written, and markup starts nothing', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const value = { [text]: [text, 1, null] };
      assert.equal(JSON.parse(jsonText(value)), JSON.parse(JSON.stringify(value)));
      assert.equal(JSON.parse(jsonLine(value)), JSON.parse(JSON.stringify(value)));
      assert.not.match(markupText(text).replaceAll(/&#\d+;/g, ''), /[&<>"'`]/);
      assert.equal(JSON.parse(jsonInMarkup(value)), JSON.parse(JSON.stringify(value)));
      assert.not.match(jsonInMarkup(value), '<');
    }),
  );
});

test('a line ending in CSV stays in its quotes', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      if (/[\r\n",]/.test(csvField(text))) assert.match(csvField(text), /^"[^]*"$/);
    }),
  );
});

test.run();
