import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { shortened, visible, visibleLine, visibleLines } from './foreign-text.js';
import { harmIn, hostileCharacters, hostileTexts } from '../testing/hostile-text.js';

const hostile = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.string({
    unit: fc.oneof(fc.constantFrom(...hostileCharacters), fc.constantFrom('a', ' ', '\n', '[', '=')),
  }),
  fc.string({ unit: 'binary' }),
);

const gates: readonly (readonly [string, (text: string) => string, longest: number])[] = [
  ['visible', visible, Infinity],
  ['visibleLine', visibleLine, 500],
  ['visibleLines', visibleLines, 1000],
];

for (const [name, gate, longest] of gates) {
  test(`nothing that acts or hides gets through ${name}`, () => {
    for (const character of hostileCharacters) {
      for (const text of [character, `a${character}b`, character.repeat(50)])
        assert.is(harmIn(gate(text), longest), undefined, JSON.stringify(text));
    }
    fc.assert(
      fc.property(hostile, (text) => {
        assert.is(harmIn(gate(text), longest), undefined);
        if (gate !== visibleLines) assert.not.match(gate(text), '\n');
      }),
    );
  });
}

test('plain text stays as it is, and what was said stays readable', () => {
  const text = 'tcp.64B.c1: 1.5 µs → “fast” 東京 e\u0301 😀';
  for (const [, gate] of gates) assert.is(gate(text), text);
  assert.is(visible('\u001b[31mred\u001b[0m \u001b]52;c;x\u0007clip'), 'red clip');
  assert.is(visible('a\tb\r\nc\u2028d'), 'a b  c d');
  assert.is(visibleLine('  a \n\n b\t'), 'a b');
  assert.is(visibleLine('abcdef', 4), 'abc…');
  assert.is(visibleLines('a\u001b[2J\n\n  b\r\nc\n'), 'a\n\n  b \nc\n');
  assert.is(visibleLines('x\n'.repeat(500)).split('\n').length, 202);
  assert.is(shortened('a😀b', 3), 'a…');
});

test('a text of megabytes is cut in no time', () => {
  const started = performance.now();
  for (const part of ['\u001b[', '\u001b]8;;', ';', '\u001b\u009b1;', 'x', '\u200b']) {
    assert.is(harmIn(visibleLine(part.repeat(5_000_000)), 500), undefined);
    assert.is(harmIn(visibleLines(part.repeat(5_000_000))), undefined);
  }
  assert.ok(performance.now() - started < 5_000);
});

test.run();
