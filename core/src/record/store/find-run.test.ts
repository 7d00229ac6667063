import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { InputError } from '../../kernel/errors.js';
import { fakeHost } from '../../testing/fake-host.js';
import { findRun } from './find-run.js';

const host = fakeHost({
  files: {
    'out/runs/20260101-100000-quick-a/manifest.json': '{}',
    'out/runs/20260102-100000-smoke-b/manifest.json': '{}',
    'out/runs/20260103-100000-torn-c/trials.jsonl': '',
  },
});

async function refusal(reference: string, out: string): Promise<InputError> {
  try {
    await findRun(host, reference, out, { path: 'A', nearest: (_, [first]) => first });
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('it was found');
}

test('by id, by its beginning, by path, and the last one', async () => {
  const first = 'out/runs/20260101-100000-quick-a';
  assert.is(await findRun(host, '20260101-100000-quick-a', 'out'), first);
  assert.is(await findRun(host, '20260101', 'out'), first);
  assert.is(await findRun(host, first, 'elsewhere'), first);
  assert.is(await findRun(host, 'last', 'out'), 'out/runs/20260102-100000-smoke-b');
});

test('what is not there, or not one, is refused with what there is', async () => {
  const [several] = (await refusal('2026010', 'out')).problems;
  assert.match(several?.message ?? '', /several.*quick-a, 20260102-100000-smoke-b/);
  assert.is(several?.nearest, undefined);
  const [unknown] = (await refusal('20260101-100000-quik-a', 'out')).problems;
  assert.equal([unknown?.path, unknown?.nearest], ['A', '20260101-100000-quick-a']);
  assert.match((await refusal('last', 'none')).problems[0]?.message ?? '', /holds none/);
});

test.run();
