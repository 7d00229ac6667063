import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { sheetText } from './sheet.js';

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
