import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorTable } from '@wiretax/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { root } from '../test-files.js';
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

test.run();
