import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { packageFolders, root } from '../test-files.js';
import { deadLinks, repository } from './dead-links.js';

/** The Markdown files of the repository that people read. */
function pages(): readonly string[] {
  const folders = [root, join(root, 'docs'), join(root, 'docs', 'api'), ...packageFolders()];
  return folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(folder, name)),
  );
}

test('no link of the repository leads nowhere', () => {
  assert.ok(pages().length > 40);
  assert.equal(
    pages().flatMap((page) => deadLinks(page)),
    [],
  );
});

test('a dead link is found, whatever it leads to', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wiretax-links-'));
  try {
    const lines = [
      '# A heading, `with` code',
      '[well](#a-heading-with-code), [well](page.md), [well](https://example.org/x)',
      `[well](${repository}/blob/main/docs/results.md#on-disk) [well](${repository}#readme)`,
      '[gone](gone.md)',
      '[gone](#no-heading)',
      `[gone](${repository}/blob/main/docs/gone.md)`,
      `[gone](${repository}/blob/main/docs/results.md#gone)`,
      '```',
      '[code](gone.md)',
      '```',
    ];
    const page = join(folder, 'page.md');
    writeFileSync(page, lines.join('\n'));
    const found = deadLinks(page).map((text) => text.replace(/^.*page\.md:/, ''));
    assert.equal(found, [
      '4: gone.md leads to no file',
      '5: #no-heading leads to no heading',
      `6: ${repository}/blob/main/docs/gone.md leads to no file`,
      `7: ${repository}/blob/main/docs/results.md#gone leads to no heading`,
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.run();
