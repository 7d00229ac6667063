import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { root } from '../test-files.js';
import { apiPages, differences, pageText } from './api-pages.js';

const folder = join(root, 'docs', 'api');
const pages = await apiPages();

for (const [file, entries] of pages) {
  test(`docs/api/${file} lists what is public`, () => {
    const path = join(folder, file);
    const written = existsSync(path) ? readFileSync(path, 'utf8') : '';
    const made = pageText(entries);
    const changes = differences(written, made).join('; ') || 'its layout';
    const advice = 'if that is meant, npm run api, and review the change of docs/api';
    assert.ok(written === made, `what is public has changed: ${changes}; ${advice}`);
  });
}

test('every page is of an entry point', () => {
  assert.equal(readdirSync(folder).sort(), [...pages.keys()].sort());
});

test('what was added, removed or changed is named', () => {
  const page = (...declarations: readonly (readonly [string, string])[]): string =>
    pageText([
      {
        specifier: '@wiretax/core',
        exported: declarations.map(([name, text]) => ({ name, kind: 'type', text })),
        implied: [],
      },
    ]);
  const before = page(['Gone', 'type Gone = 1;'], ['Kept', 'type Kept = 1;'], ['Other', 'type Other = 1;']);
  const after = page(['Kept', 'type Kept = 1;'], ['New', 'type New = 1;'], ['Other', 'type Other = 2;']);
  assert.equal(differences(before, after), [
    'removed type Gone of @wiretax/core',
    'added type New of @wiretax/core',
    'changed type Other of @wiretax/core',
  ]);
});

test.run();
