import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { lockFolder } from './node-folder-lock.js';

const hasFlock = spawnSync('flock', ['--version']).status === 0;

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'wiretax-lock-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (hasFlock) {
  test('one holds a folder at a time, and not beyond its end', async () => {
    await inFolder(async (folder) => {
      const first = await lockFolder(folder);
      assert.is(first.state, 'ours');
      assert.is((await lockFolder(folder)).state, 'taken');
      const holder = `const { lockFolder } = await import(${JSON.stringify(new URL('node-folder-lock.js', import.meta.url).href)});
        process.stdout.write((await lockFolder(${JSON.stringify(folder)})).state);
        process.kill(process.pid, 'SIGKILL');`;
      const inAnother = (): string =>
        spawnSync(process.execPath, ['--input-type=module', '-e', holder], { encoding: 'utf8' }).stdout;
      assert.is(inAnother(), 'taken');
      if (first.state === 'ours') await first.release();
      assert.is(inAnother(), 'ours');
      assert.is((await lockFolder(folder)).state, 'ours');
    });
  });
}

test('where nothing can lock, why is said', async () => {
  await inFolder(async (folder) => {
    for (const [program, reason] of [
      ['wiretax-no-such-program', /ENOENT/],
      ['false', undefined],
      ['cat', /^cat: .*x.?$/],
    ] as const) {
      const lock = await lockFolder(folder, program);
      // One that says nothing and fails with 1 is taken at its word.
      if (reason === undefined) assert.equal(lock, { state: 'taken' });
      else assert.ok(lock.state === 'none' && reason.test(lock.reason), JSON.stringify(lock));
    }
  });
});

test('a folder that is none is an error', async () => {
  await inFolder(async (folder) => {
    let code: unknown;
    try {
      await lockFolder(join(folder, 'none'));
    } catch (thrown) {
      ({ code } = thrown as NodeJS.ErrnoException);
    }
    assert.is(code, 'ENOENT');
  });
});

test.run();
