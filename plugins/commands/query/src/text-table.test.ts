import { harmIn, hostileCharacters, hostileTexts } from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { csvLines } from './csv.js';
import type { Answer } from './database.js';
import { tableLines } from './text-table.js';

async function textOf(lines: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const line of lines) text += line;
  return text;
}

function answerOf(text: string): Answer {
  const parts = (async function* () {
    yield await Promise.resolve([[text, 1, [text], -2]]);
  })();
  return { names: [text, 'n', 'list', 'm'], parts };
}

for (const text of [...hostileCharacters, ...hostileTexts, '=cmd()', '\u200b=cmd()']) {
  test(`names and values of ${JSON.stringify(text.slice(0, 40))} act on no terminal and in no spreadsheet`, async () => {
    assert.is(harmIn(await textOf(tableLines(answerOf(text)))), undefined);
    const [header = ''] = (await textOf(csvLines(answerOf(text)))).split(',');
    assert.not.match(header, /^"?[\s\u200b]*[=+\-@]/);
  });
}

test('columns side by side, numbers to the right', async () => {
  const text = await textOf(tableLines(answerOf('tcp')));
  assert.is(text, 'tcp  n  list      m\n───  ─  ───────  ──\ntcp  1  ["tcp"]  -2\n');
});

test.run();
