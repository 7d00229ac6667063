import type { Finding, Results } from '@wiretax/core';
import { sampleResults, sampleRow } from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pageOf } from './study.test.support.js';

const finding: Finding = {
  id: 'colour.1',
  statement: 'It is 1.',
  numbers: {},
  cells: [],
  analysis: 'colour',
};

const tables: Finding['tables'] = [
  {
    title: 'Colours & hues',
    note: 'Of <b>tcp</b>.',
    columns: [{ title: 'colour' }, { title: 'share', align: 'right' }, { title: 'rows' }],
    rows: [
      ['red', '5 %', { cells: ['tcp.64B.c10', 'gone.64B.c1'] }],
      ['blue', null, { cells: ['tcp.64B.c10'] }],
    ],
  },
  { title: 'Again', columns: [{ title: 'colour' }], rows: [['red']] },
];

function resultsOf(findings: readonly Finding[]): Results {
  const analyses = [
    { name: 'shape', title: 'Shapes', weight: 1000 },
    { name: 'colour', title: 'Colours & <i>', weight: 2000 },
  ];
  return sampleResults([sampleRow()], { analyses, findings });
}

test('findings stand under the title of their analysis, by weight', async () => {
  const page = await pageOf(resultsOf([finding, { ...finding, id: 'shape.1', analysis: 'shape' }]));
  const [shapes, colours] = ['<summary>Shapes <', '<summary>Colours &#38; &#60;i&#62; <'].map((title) =>
    page.indexOf(title),
  );
  assert.ok(shapes !== undefined && colours !== undefined && 0 < shapes && shapes < colours);
});

test('one that comes first takes its analysis to the front', async () => {
  const page = await pageOf(
    resultsOf([
      { ...finding, id: 'shape.1', analysis: 'shape' },
      { ...finding, first: true },
    ]),
  );
  assert.ok(page.indexOf('<summary>Colours') < page.indexOf('<summary>Shapes'));
});

test('tables of findings have a section with the title of the analysis, links to rows, and all but the first folded', async () => {
  const page = await pageOf(resultsOf([{ ...finding, tables }]));
  const [section = ''] = /<section id="tables-1"[^]*?<\/section>/.exec(page) ?? [];
  assert.match(page, /<a href="#tables-1">Its tables<\/a>/);
  assert.match(page, /<li><a href="#tables-1">Colours &#38; &#60;i&#62;<\/a><\/li>/);
  assert.match(section, '<p class="meta">Of &#60;b&#62;tcp&#60;/b&#62;.</p>');
  assert.match(section, '<td class="n">5 %</td>');
  assert.match(section, '<td class="n">–</td>');
  assert.match(
    section,
    /<summary>2 rows<\/summary>[^]*<a href="#row-tcp\.64B\.c10">[^]*<span>gone\.64B\.c1<\/span>/,
  );
  assert.is(section.split('<summary>Again</summary>').length, 2);
  assert.not.match(section, '<summary>Colours');
});

test('details are folded away, or left to the tables', async () => {
  const detail: Finding = { ...finding, id: 'colour.2', statement: 'A detail of 1.', detail: true };
  assert.match(await pageOf(resultsOf([finding, detail])), /<summary>1 more<\/summary>[^]*A detail of 1\./);
  const tabled = await pageOf(resultsOf([{ ...finding, tables }, detail]));
  assert.not.match(tabled, 'A detail of 1.');
});

test('entries that are none of what may stand there are none', async () => {
  const rows = [[undefined, 5, { cells: 'x' }]] as never;
  const columns = ['a', 'b', 'c'].map((title) => ({ title }));
  const page = await pageOf(resultsOf([{ ...finding, tables: [{ title: 'Odd', columns, rows }] }]));
  assert.match(page, /<tr>\s*<td>–<\/td>\s*<td>–<\/td>\s*<td>–<\/td>/);
});

test.run();
