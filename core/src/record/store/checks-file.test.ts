import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { WiretaxError } from '../../kernel/errors.js';
import { fakeHost } from '../../testing/fake-host.js';
import { sampleChecks } from '../../testing/sample-checks.js';
import { readChecks, writeChecks } from './checks-file.js';

const path = 'run/checks.json';
const held = (files: Readonly<Record<string, string>> = {}) => fakeHost({ files });

test('checks are read back, thresholds first, and those of other demanders stay', async () => {
  const host = held();
  const [first, second, gate] = sampleChecks();
  assert.ok(first && second && gate);
  await writeChecks(host, 'run', [gate]);
  await writeChecks(host, 'run', [first, second]);
  assert.equal(await readChecks(host, 'run'), { checks: [first, second, gate] });
  await writeChecks(host, 'run', [second]);
  assert.equal(await readChecks(host, 'run'), { checks: [second, gate] });
});

test('a run without the file has none, and nothing is wrong with it', async () => {
  assert.equal(await readChecks(held(), 'run'), { checks: [] });
});

test('a damaged file is told as damage and read as empty', async () => {
  const [check] = sampleChecks();
  for (const [stored, told] of [
    ['{', /checks\.json can't be read: .*; wiretax report makes those of thresholds again$/],
    ['{}', /checks\.json is damaged: schema is missing/],
    ['[]', /checks\.json is damaged: it isn't keys and values/],
    ['null', /checks\.json is damaged:/],
    [JSON.stringify({ schema: 9, checks: [] }), /damaged: schema isn't one of 1, 2/],
    [
      JSON.stringify({ schema: 2, checks: [{ ...check, outcome: 'fine' }] }),
      /damaged: checks\[0\]\.outcome isn't/,
    ],
    [
      JSON.stringify({ schema: 2, checks: [{ ...check, cells: [{}] }] }),
      /checks\[0\]\.cells\[0\]\.cell is missing/,
    ],
    ['['.repeat(100), /more than 64 levels/],
  ] as const) {
    const { checks, damage } = await readChecks(held({ [path]: stored }), 'run');
    assert.equal(checks, [], stored);
    assert.match(damage ?? '', told);
  }
});

test('a damaged file is replaced', async () => {
  const host = held({ [path]: '{' });
  await writeChecks(host, 'run', sampleChecks());
  assert.equal(await readChecks(host, 'run'), { checks: sampleChecks() });
});

test('a file that can not be written is E_WRITE', async () => {
  const host = held();
  const folder = { ...host.files, write: () => Promise.reject(new Error('no space left')) };
  const full = { ...host, files: { ...host.files, within: () => folder } };
  try {
    await writeChecks(full, 'run', sampleChecks());
    assert.unreachable();
  } catch (thrown) {
    assert.ok(thrown instanceof WiretaxError, String(thrown));
    assert.match(thrown.message, /can't write run\/checks\.json: no space left; /);
  }
});

test.run();
