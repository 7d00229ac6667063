import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { columnsOf } from './terminal-text.js';
import { textTable } from './text-table.js';

test('columns side by side, some to the right, nothing at the end', () => {
  const rows = [
    ['name', 'n', ''],
    ['東京', '1,000', 'x'],
  ];
  const isRight = (column: number): boolean => column === 1;
  assert.equal(textTable(rows, { isRight }), ['name      n', '東京  1,000  x']);
  assert.equal(textTable(rows, { isRight, ruled: true }), [
    'name      n',
    '────  ─────  ─',
    '東京  1,000  x',
  ]);
  assert.equal(textTable([['abcdef', 'g']], { longest: 4 }), ['abc…  g']);
  assert.equal(textTable([]), []);
});

test('whatever the texts, each column begins where it begins in every line', () => {
  const text = fc.stringMatching(/^[a-z東é]{1,8}$/);
  const rows = fc
    .integer({ min: 1, max: 4 })
    .chain((count) => fc.array(fc.array(text, { minLength: count, maxLength: count }), { minLength: 1 }));
  fc.assert(
    fc.property(rows, (given) => {
      const widths = (given[0] ?? []).map((_, column) =>
        Math.max(...given.map((row) => columnsOf(row[column] ?? ''))),
      );
      textTable(given, { isRight: (column) => column % 2 === 1 }).forEach((line, index) => {
        const row = given[index] ?? [];
        assert.equal(line.split(/ +/).filter(Boolean), row);
        const before = widths.slice(0, -1).reduce((sum, width) => sum + width + 2, 0);
        const last = row.at(-1) ?? '';
        const space = (row.length - 1) % 2 === 1 ? (widths.at(-1) ?? 0) - columnsOf(last) : 0;
        assert.is(columnsOf(line), before + space + columnsOf(last));
      });
    }),
  );
});

test.run();
