import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { root } from '../test-files.js';
import { contractsPage, describedFiles } from './contracts-page.js';

test('docs/contracts.md is what the contract files say', () => {
  const [written, made] = [readFileSync(join(root, 'docs', 'contracts.md'), 'utf8'), contractsPage()];
  const line = written.split('\n').findIndex((text, index) => text !== made.split('\n')[index]);
  const at = `line ${String(line + 1)} is: ${written.split('\n')[line] ?? ''}`;
  assert.ok(written === made, `docs/contracts.md is out of date; run npm run contracts (${at})`);
});

test('every contract file has a section', () => {
  assert.equal(describedFiles(), readdirSync(join(root, 'core', 'src', 'contract')).sort());
});

test('no two headings have the same anchor', () => {
  const headings = [...contractsPage().matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => title);
  const anchors = headings.map((title) => title.replaceAll('`', '').toLowerCase());
  assert.equal(
    anchors.filter((anchor, index) => anchors.indexOf(anchor) !== index),
    [],
  );
});

test.run();
