import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { InputError, type Problem } from '@wiretax/core';
import { inFolder } from './temporary-folder.fixture.js';
import { resolveExtends } from './extends.js';
import { loadConfig } from './file.js';

async function refusal(files: Readonly<Record<string, unknown>>): Promise<InputError> {
  let refused: unknown;
  await inFolder(files, async (folder) => {
    const [first = ''] = Object.keys(files);
    try {
      await resolveExtends(await loadConfig(`${folder}/${first}`, 'execute'), 'execute');
    } catch (thrown) {
      refused = thrown;
    }
  });
  if (refused instanceof InputError) return refused;
  throw new Error('it was accepted', { cause: refused });
}

async function problemOf(text: string, file = 'study.yaml'): Promise<Problem | undefined> {
  return (await refusal({ [file]: text })).problems[0];
}

const repeated = (count: number, text: string): string => new Array<string>(count).fill(text).join(',');

test('aliases count what they stand for, before anything unfolds them', async () => {
  const lines = ['a: &a [x, x, x, x, x, x, x, x, x]'];
  for (const [from, to] of [
    ['a', 'b'],
    ['b', 'c'],
    ['c', 'd'],
    ['d', 'e'],
    ['e', 'f'],
    ['f', 'g'],
    ['g', 'h'],
  ] as const)
    lines.push(`${to}: &${to} [${repeated(9, `*${from}`)}]`);
  const problem = await problemOf([...lines, 'transport: *h'].join('\n'));
  assert.is(problem?.path, 'e');
  assert.match(problem?.message ?? '', 'more than 20,000 values; what an alias stands for counts each time');
});

test('what holds itself has too many levels', async () => {
  assert.equal(await problemOf('settings: &s { pin: *s }'), {
    path: 'settings',
    message: 'has more than 32 levels of lists and mappings',
  });
  const deep = `{"transport":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
  assert.is((await problemOf(deep, 'study.json'))?.path, 'transport');
});

test('lists, texts and the file itself have a length', async () => {
  assert.equal(await problemOf(`include: [{ size: [${repeated(2001, '1B')}] }]`), {
    path: 'include[0].size',
    message: 'has 2001 entries; 2,000 are the most',
  });
  assert.match((await problemOf(`name: ${'x'.repeat(5000)}`))?.message ?? '', /^"x{56}… has more than 4,096/);
  const long = await refusal({ 'study.yaml': `#${'x'.repeat(1 << 18)}` });
  assert.is(long.code, 'E_CONFIG_LIMIT');
  assert.match(long.message, /study\.yaml has more than 262,144 characters/);
});

test('only what JSON can hold is a config', async () => {
  for (const [text, path, says] of [
    ['name: 2026-01-01', 'name', /write a date in quotes/],
    ['size: !!binary aGVsbG8=', 'size', /isn't a text, a number/],
    ['repetitions: .inf', 'repetitions', /Infinity isn't a text, a finite number/],
  ] as const) {
    const problem = await problemOf(text);
    assert.is(problem?.path, path);
    assert.match(problem?.message ?? '', says);
  }
  assert.is((await problemOf('export default { seed: 1n };', 'study.mjs'))?.path, 'seed');
});

for (const key of ['extends', '$import']) {
  test(`${key} leads to fifty files, no more`, async () => {
    const eight = repeated(8, './below.yaml');
    const files = {
      'top.yaml': `${key}: [${repeated(8, './middle.yaml')}]`,
      'middle.yaml': `${key}: [${eight}]`,
      'below.yaml': 'seed: 1',
    };
    const { message, problems } = await refusal(files);
    assert.match(`${message} ${problems[0]?.message ?? ''}`, 'leads to more than 50 files');
  });
}

test.run();
