import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { InputError } from '@wiretax/core';
import { inFolder } from '@wiretax/config/read/temporary-folder.fixture.js';
import { writePackage } from './write-package.js';

const files = new Map([
  ['a.txt', 'a'],
  ['src/b.txt', 'b'],
]);
/** Fails after the first file is there. */
const unwritable = new Map([
  ['a.txt', 'a'],
  ['a.txt/b.txt', 'b'],
]);

function refuses(folder: string, content: ReadonlyMap<string, string>, reason: RegExp): void {
  assert.throws(
    () => writePackage(folder, content),
    (error: unknown) =>
      error instanceof InputError && error.problems.length === 0 && reason.test(error.message),
  );
}

test('writes into a folder that is made, and into one that is empty', async () => {
  await inFolder({}, (base) => {
    mkdirSync(join(base, 'empty'));
    for (const folder of [join(base, 'new', 'deep'), join(base, 'empty')]) {
      writePackage(folder, files);
      assert.is(readFileSync(join(folder, 'src', 'b.txt'), 'utf8'), 'b');
      assert.equal(readdirSync(folder).sort(), ['a.txt', 'src']);
    }
  });
});

test('refuses a folder in which there is something, and leaves that as it is', async () => {
  await inFolder({ 'full/a.txt': 'mine' }, (base) => {
    refuses(join(base, 'full'), files, /full is not empty; give another --directory$/);
    assert.equal(readdirSync(join(base, 'full')), ['a.txt']);
    assert.is(readFileSync(join(base, 'full', 'a.txt'), 'utf8'), 'mine');
  });
});

test('refuses what is no folder, and what can be none', async () => {
  await inFolder({ file: 'mine' }, (base) => {
    symlinkSync(join(base, 'gone'), join(base, 'dangling'));
    refuses(join(base, 'file'), files, /file is in the way of a folder/);
    refuses(join(base, 'file', 'below'), files, /can't be written into .*: ENOTDIR/);
    refuses(join(base, 'dangling'), files, /can't be written into .*: E/);
    refuses(join(base, 'n'.repeat(300)), files, /can't be written into .*: ENAMETOOLONG/);
    // Where Node.js's own mkdir -p never ends.
    if (existsSync('/proc/self')) refuses('/proc/no/such', files, /can't be written into .*: ENOENT/);
    assert.equal(readdirSync(base).sort(), ['dangling', 'file']);
    assert.is(readFileSync(join(base, 'file'), 'utf8'), 'mine');
  });
});

test('leaves nothing behind when a file can’t be written', async () => {
  await inFolder({}, (base) => {
    refuses(join(base, 'new', 'deep'), unwritable, /can't be written/);
    assert.not.ok(existsSync(join(base, 'new')));
    mkdirSync(join(base, 'empty'));
    refuses(join(base, 'empty'), unwritable, /can't be written/);
    assert.equal(readdirSync(join(base, 'empty')), []);
  });
});

test.run();
