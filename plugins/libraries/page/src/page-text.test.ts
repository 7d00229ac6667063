import { createHash } from 'node:crypto';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { bar, html, pageText } from './index.js';

const empty = { name: 'run', chartStyle: '', script: 'start();', scripts: [], kept: {}, body: html`` };

test('only the scripts that it was given may run, and what it is called stays text', () => {
  const page = pageText({ ...empty, title: '</title><script>', name: '"><b>', scripts: ['frame();'] });
  const hashes = ['start();', 'frame();'].map((text) => createHash('sha256').update(text).digest('base64'));
  for (const hash of hashes) assert.ok(page.includes(`sha256-${hash}`), hash);
  assert.is(page.split('<script>').length, 2);
  assert.match(page, '<html lang="en" data-run="-b-">');
});

test('the bar leads to parts', () => {
  assert.match(bar([['rows', 'Rows & more']]).text, '<a href="#rows">Rows &#38; more</a>');
});

test.run();
