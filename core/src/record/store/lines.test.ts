import { Readable } from 'node:stream';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Line, linesOf } from './lines.js';

async function linesIn(parts: readonly Uint8Array[], mostBytes = 100): Promise<Line[]> {
  const found: Line[] = [];
  for await (const line of linesOf(Readable.from(parts) as AsyncIterable<Uint8Array>, mostBytes))
    found.push(line);
  return found;
}

test('lines are the same, however they come in parts', async () => {
  const line = fc.string({ unit: fc.constantFrom('a', 'é', '👍', '\r', '\n', '"'), maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(line, fc.array(fc.nat(40), { maxLength: 5 }), async (text, cuts) => {
      const bytes = Buffer.from(text);
      const ends = [...cuts.map((cut) => Math.min(cut, bytes.length)), bytes.length].sort((a, b) => a - b);
      const read = await linesIn(ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end)));
      const whole = text.split('\n');
      const last = whole.pop() ?? '';
      const expected = last === '' ? whole : [...whole, last];
      assert.equal(
        read.map((each) => each.text),
        expected,
      );
      assert.equal(
        read.map(({ isWhole }) => isWhole),
        expected.map((_, index) => index < whole.length),
      );
      if (read.length > 0) assert.is(read.at(-1)?.endBytes, bytes.length);
    }),
    { seed: 1 },
  );
});

test('a line that is too long is counted and not kept', async () => {
  const parts = ['a\n', 'b'.repeat(60), 'b'.repeat(60), '\nc\n'].map((part) => Buffer.from(part));
  const read = await linesIn(parts, 100);
  assert.equal(
    read.map(({ number, text, endBytes }) => [number, text, endBytes]),
    [
      [1, 'a', 2],
      [2, null, 123],
      [3, 'c', 125],
    ],
  );
});

test.run();
