import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorTable } from '@wiretax/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { packageFolders, root } from '../test-files.js';
import { errorsPage } from './errors-page.js';

test('docs/errors.md is what the table of error codes says', () => {
  const written = readFileSync(join(root, 'docs', 'errors.md'), 'utf8');
  assert.ok(written === errorsPage(), 'docs/errors.md is out of date; run npm run errors');
});

test('each code has a sentence and what to do', () => {
  const wanting = Object.entries(errorTable).filter(
    ([, { means, remedy }]) => !/^\S.+\.$/.test(means) || !/^\S.+\.$/.test(remedy),
  );
  assert.equal(wanting, []);
});

test('each code is in a test', () => {
  const tests = testTexts();
  const wanting = Object.keys(errorTable).filter((code) => {
    const whole = new RegExp(`\\b${code}\\b`);
    return !tests.some((text) => whole.test(text));
  });
  assert.equal(wanting, []);
});

/** Of unit tests, and of all that end-to-end tests are made of. */
function testTexts(): readonly string[] {
  const files = packageFolders().flatMap((folder) => {
    const source = join(folder, 'src');
    if (!existsSync(source)) return [];
    const names = readdirSync(source, { recursive: true, encoding: 'utf8' });
    return names.filter((name) => /\.test\.ts$|^e2e\/.*\.ts$/.test(name)).map((name) => join(source, name));
  });
  return files.map((file) => readFileSync(file, 'utf8'));
}

test.run();
