import { fakeHost } from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkOut, repositoryOf } from './repository.js';

function hostWith(codes: Readonly<Record<string, number>>) {
  const asked: string[] = [];
  const host = fakeHost({
    commands: {
      git: (args) => {
        asked.push(args.slice(0, 2).join(' '));
        return { code: codes[args[1] ?? ''] ?? 0, stdout: '/work\n', stderr: 'hint\nfatal: no luck\n' };
      },
    },
  });
  return { host, asked };
}

test('a checkout and its end', async () => {
  const { host, asked } = hostWith({});
  const repository = await repositoryOf(host, '/work/deep');
  assert.equal(repository, { root: '/work' });
  const checkout = await checkOut(host, { root: '/work' }, '0123456789');
  assert.match(checkout.folder, /\/01234567$/);
  await checkout.remove();
  assert.equal(asked, [
    'rev-parse --show-toplevel',
    'worktree prune',
    'worktree add',
    'worktree remove',
    'worktree prune',
  ]);
});

test('what git refuses leaves nothing, and says why', async () => {
  const { host, asked } = hostWith({ add: 128 });
  try {
    await checkOut(host, { root: '/work' }, '0123456789');
    assert.unreachable();
  } catch (thrown) {
    assert.match(String(thrown), /0123456789 can't be checked out: fatal: no luck/);
  }
  assert.equal(asked.slice(-2), ['worktree remove', 'worktree prune']);
});

test('a folder in no repository, or a machine without git', async () => {
  assert.is(await repositoryOf(hostWith({ '--show-toplevel': 128 }).host, '/work'), undefined);
  assert.is(await repositoryOf(fakeHost(), '/work'), undefined);
});

test.run();
