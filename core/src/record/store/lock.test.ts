import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { reasonOf } from '../../kernel/errors.js';
import { fakeHost, type FakeHostOptions } from '../../testing/fake-host.js';
import { takeLock } from './lock.js';

const folder = 'runs/one';
const file = `${folder}/lock`;

function hostWithLock(
  text: string | undefined,
  { kernel = true, ...options }: FakeHostOptions & { kernel?: boolean } = {},
) {
  const host = fakeHost({ ...options, files: text === undefined ? {} : { [file]: text } });
  if (!kernel) host.files.locked = undefined;
  return host;
}

async function refusal(host: ReturnType<typeof hostWithLock>): Promise<string> {
  try {
    await takeLock(host, folder);
    return 'nothing';
  } catch (thrown) {
    return reasonOf(thrown);
  }
}

test('the lock is the kernel’s, its file tells whose it is, and nothing is left of it', async () => {
  const host = hostWithLock(undefined);
  const { warning, release } = await takeLock(host, folder);
  assert.is(warning, undefined);
  assert.is(host.files.texts.get(file), '1 1 here kernel\n');
  assert.match(await refusal(host), /^process 1 is writing to runs\/one; wait for it or stop it/);
  assert.is(host.files.texts.get(file), '1 1 here kernel\n', 'a refusal changes nothing');
  await release();
  assert.equal([...host.files.texts.keys()], []);
  await takeLock(host, folder);
});

test('what a holder of the kernel’s lock has left means nothing, wherever it was', async () => {
  for (const left of ['7 7 elsewhere kernel\n', '7 7 here kernel\n', '']) {
    const host = hostWithLock(left, { fates: { '7 7 here': 'running' } });
    await takeLock(host, folder);
    assert.is(host.files.texts.get(file), '1 1 here kernel\n');
  }
});

test('one who had only the file is asked after, also by one who has both', async () => {
  for (const kernel of [true, false]) {
    const fates = { '7 7 here': 'running', '8 8 here': 'ended', '9 9': 'running' } as const;
    const refused = (text: string): Promise<string> => refusal(hostWithLock(text, { kernel, fates }));
    assert.match(await refused('7 7 here\n'), /^process 7 is writing/);
    assert.match(await refused('9 9\n'), /^process 9 is writing/);
    assert.is(await refused('8 8 here\n'), 'nothing');
    assert.match(
      await refused('7 7 elsewhere\n'),
      /^process 7, of another machine or container, .* remove runs\/one\/lock$/,
    );
    assert.match(await refused('\u001B[2J\n'), /^another process, of another/);
  }
});

test('without the kernel’s lock the file keeps others of this machine out, and that is said', async () => {
  const host = hostWithLock(undefined, { kernel: false, fates: { '1 1 here': 'running' } });
  const { warning } = await takeLock(host, folder);
  assert.match(warning ?? '', /can't be locked \(spawn flock ENOENT\).*install flock/);
  assert.is(host.files.texts.get(file), '1 1 here\n');
  assert.match(await refusal(host), /^process 1 is writing/);
});

test('a lock that is refused for its file is given back', async () => {
  const host = hostWithLock('7 7 elsewhere\n');
  await refusal(host);
  assert.equal([...(host.files.locked ?? [])], []);
});

test.run();
