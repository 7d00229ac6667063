import type { InputError } from '@wiretax/core';
import { fakeHost } from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { sideOf } from './side.js';

const commit = '0123456789abcdef0123456789abcdef01234567';
const id = '20260102-030405-quick-7f3a';
const host = fakeHost({
  files: {
    '/home/me/study.yaml': 'transport: tcp',
    [`.wiretax/runs/${id}/manifest.json`]: '{}',
    'kept/manifest.json': '{}',
  },
  commands: {
    git: (args) =>
      args.includes('main^{commit}') ||
      args.includes(`${commit}^{commit}`) ||
      args.includes('refs/heads/quick^{commit}')
        ? { code: 0, stdout: `${commit}\n` }
        : { code: 1 },
  },
});
const asked = { flag: '--base', config: 'own.yaml', out: '.wiretax', folder: '/home/me' };
const kindOf = async (text: string | undefined) => sideOf(host, { ...asked, text }, { root: '/home/me' });

test('what a text means', async () => {
  assert.equal(await kindOf(undefined), { kind: 'config', name: 'the working tree', what: 'own.yaml' });
  assert.equal(await kindOf('quick'), { kind: 'config', name: 'quick', what: 'quick' });
  assert.equal(await kindOf('study.yaml'), { kind: 'config', name: 'study.yaml', what: 'study.yaml' });
  assert.equal(await kindOf('main'), { kind: 'revision', name: 'main (01234567)', commit });
  assert.equal(await kindOf(commit), { kind: 'revision', name: '01234567', commit });
  assert.is((await kindOf('refs/heads/quick')).kind, 'revision');
  for (const [text, directory] of [
    ['last', `.wiretax/runs/${id}`],
    [id.slice(0, 20), `.wiretax/runs/${id}`],
    ['kept', 'kept'],
  ] as const)
    assert.equal(await kindOf(text), { kind: 'run', name: text, directory });
});

test('what is nothing is refused, also without a repository', async () => {
  for (const [text, repository, says] of [
    ['mian', { root: '/home/me' }, /neither a stored run, a preset, a config file nor a git revision$/],
    ['main', undefined, /nor a git revision, and this is no git repository$/],
  ] as const) {
    try {
      await sideOf(host, { ...asked, text }, repository);
      assert.unreachable();
    } catch (thrown) {
      assert.is((thrown as InputError).code, 'E_GATE');
      assert.match((thrown as InputError).problems[0]?.message ?? '', says);
    }
  }
});

test.run();
