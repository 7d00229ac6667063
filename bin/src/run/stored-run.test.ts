import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { InputError } from '@wiretax/core';
import { inFolder } from '@wiretax/config/read/temporary-folder.fixture.js';
import { findRun } from './stored-run.js';

const files = {
  'runs/20260101-100000-quick-a/manifest.json': '{}',
  'runs/20260102-100000-smoke-b/manifest.json': '{}',
  'runs/20260103-100000-torn-c/trials.jsonl': '',
};

function refusal(reference: string, out: string): InputError {
  try {
    findRun(reference, out, 'RUN');
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('it was found');
}

test('by id, by its beginning, by path, and the last one', async () => {
  await inFolder(files, (out) => {
    const first = join(out, 'runs/20260101-100000-quick-a');
    assert.is(findRun('20260101-100000-quick-a', out, 'RUN'), first);
    assert.is(findRun('20260101', out, 'RUN'), first);
    assert.is(findRun(first, 'elsewhere', 'RUN'), first);
    assert.is(findRun('last', out, 'RUN'), join(out, 'runs/20260102-100000-smoke-b'));
  });
});

test('what is not there, or not one, is refused with what there is', async () => {
  await inFolder(files, (out) => {
    assert.match(
      refusal('2026010', out).problems[0]?.message ?? '',
      /several.*quick-a, 20260102-100000-smoke-b/,
    );
    assert.is(refusal('20260101-100000-quik-a', out).problems[0]?.nearest, '20260101-100000-quick-a');
    assert.match(refusal('last', join(out, 'none')).problems[0]?.message ?? '', /holds none/);
  });
});

test.run();
