import { fakeHost } from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkOut, removeAll, repositoryOf } from './repository.js';

function hostWith(codes: Readonly<Record<string, number>>) {
  const asked: string[] = [];
  const host = fakeHost({
    commands: {
      git: (args) => {
        asked.push(args.slice(0, 2).join(' '));
        return { code: codes[args[1] ?? ''] ?? 0, stdout: '/home/me\n', stderr: 'hint\nfatal: no luck\n' };
      },
    },
  });
  return { host, asked };
}

test('a checkout and its end', async () => {
  const { host, asked } = hostWith({});
  const repository = await repositoryOf(host, '/home/me/deep');
  assert.equal(repository, { root: '/home/me' });
  const checkout = await checkOut(host, { root: '/home/me' }, '0123456789');
  assert.match(checkout.folder, /\/01234567$/);
  await checkout.remove();
  assert.equal(asked, ['rev-parse --show-toplevel', 'worktree list', 'worktree add', 'worktree remove']);
});

test('of worktrees whose folder is gone those of gates are forgotten, and those of others are left', async () => {
  const removed: string[] = [];
  const folders = [
    '/home/me',
    '/media/disk/mine',
    '/tmp/wiretax-a1b2c3/1/01234567',
    '/tmp/wiretax-d4e5f6/2/89abcdef',
  ];
  const host = fakeHost({
    files: { '/tmp/wiretax-d4e5f6/2/89abcdef/.git': '' },
    commands: {
      git: (args) => {
        if (args[1] === 'remove') removed.push(args.at(-1) ?? '');
        const stdout = folders.map((folder) => `worktree ${folder}\nHEAD 0123\ndetached\n\n`).join('');
        return { code: 0, stdout: args[1] === 'list' ? stdout : '' };
      },
    },
  });
  await checkOut(host, { root: '/home/me' }, '0123456789');
  assert.equal(removed, ['/tmp/wiretax-a1b2c3/1/01234567']);
});

test('a checkout that can not be removed is said, and the others are removed', async () => {
  const removed: string[] = [];
  const said: string[] = [];
  const checkouts = [
    { folder: '/tmp/a', remove: () => Promise.reject(new Error('no permission')) },
    { folder: '/tmp/b', remove: () => Promise.resolve(void removed.push('/tmp/b')) },
  ];
  await removeAll(checkouts, (text) => void said.push(text));
  assert.equal(removed, ['/tmp/b']);
  assert.equal(said, ["warning: /tmp/a can't be removed: no permission\n"]);
});

test('what git refuses leaves nothing, and says why', async () => {
  const { host, asked } = hostWith({ add: 128 });
  try {
    await checkOut(host, { root: '/home/me' }, '0123456789');
    assert.unreachable();
  } catch (thrown) {
    assert.match(String(thrown), /0123456789 can't be checked out: fatal: no luck/);
  }
  assert.is(asked.at(-1), 'worktree remove');
});

test('a folder in no repository, or a machine without git', async () => {
  assert.is(await repositoryOf(hostWith({ '--show-toplevel': 128 }).host, '/home/me'), undefined);
  assert.is(await repositoryOf(fakeHost(), '/home/me'), undefined);
});

test.run();
