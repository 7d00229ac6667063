import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Folder } from '../../contract/files.js';
import { codeOf, reasonOf } from '../errors.js';
import { nodeFiles } from './node-files.js';
import { byDescriptor, byPath, type OpenFolder } from './node-reach.js';

interface Scene {
  /** The folder that others have filled, and what is in it. */
  readonly run: Folder;
  readonly root: string;
  /** Beside it; has a file `treasure` in it. */
  readonly outside: string;
}

/** With the folders of a run opened in either way. */
async function inScene(work: (scene: Scene) => Promise<void>): Promise<void> {
  for (const folders of process.platform === 'linux' ? [byDescriptor, byPath] : [byPath])
    await inSceneWith(folders, work);
}

async function inSceneWith(folders: OpenFolder, work: (scene: Scene) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'wiretax-files-'));
  const [root, outside] = [join(folder, 'run'), join(folder, 'outside')];
  mkdirSync(join(root, 'trials'), { recursive: true });
  mkdirSync(outside);
  writeFileSync(join(outside, 'treasure'), 'precious');
  try {
    await work({ run: nodeFiles(tmpdir(), { folders }).within(root), root, outside });
    assert.is(readFileSync(join(outside, 'treasure'), 'utf8'), 'precious');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Everything that can be done with a path. */
function deeds(run: Folder, path: string) {
  return {
    read: () => run.read(path),
    readEach: async () => {
      const names = path.split('/');
      const [found] = await run.readEach(names.slice(0, -1).join('/') || '.', names.slice(-1));
      if (found instanceof Error) throw found;
    },
    parts: async () => {
      for await (const part of run.parts(path)) assert.ok(part);
    },
    write: () => run.write(path, 'x'),
    openLog: async () => (await run.openLog(path)).close(),
    exists: () => run.exists(path),
    list: () => run.list(path),
    makeDirectory: () => run.makeDirectory(path),
    remove: () => run.remove(path),
    truncate: () => run.truncate(path, 1),
    create: () => run.create(path, 'x'),
  };
}

async function failure(work: () => Promise<unknown>): Promise<unknown> {
  return work().then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
}

for (const path of [
  '../outside/treasure',
  'trials/../../outside/treasure',
  '/etc/hostname',
  'a\\..\\b',
  'a\0',
]) {
  test(`${JSON.stringify(path)} leads nowhere`, () =>
    inScene(async ({ run }) => {
      for (const [name, deed] of Object.entries(deeds(run, path)))
        assert.is(codeOf(await failure(deed)), 'E_OUTSIDE', name);
    }));
}

test('files of a folder are read together, and each that is none tells why', () =>
  inScene(async ({ run, root, outside }) => {
    writeFileSync(join(root, 'trials', 'a'), 'first');
    writeFileSync(join(root, 'trials', 'b'), 'second and longer');
    symlinkSync(join(outside, 'treasure'), join(root, 'trials', 'link'));
    const names = ['b', 'a', 'missing', 'link', '../../outside/treasure', '..', 'a\\b'];
    const found = await run.readEach('trials', names, 10);
    assert.equal(
      found.map((each) => (typeof each === 'string' ? each : codeOf(each))),
      ['E_FILE_SIZE', 'first', 'ENOENT', 'E_LINK', 'E_OUTSIDE', 'E_OUTSIDE', 'E_OUTSIDE'],
    );
    for (const index of [0, 2, 3]) assert.match(reasonOf(found[index]), `trials/${names[index] ?? ''}`);
  }));

test('no link on the way to a file is followed', () =>
  inScene(async ({ run, root, outside }) => {
    symlinkSync(outside, join(root, 'trials', 'cell'));
    for (const [name, deed] of Object.entries(deeds(run, 'trials/cell/treasure'))) {
      const thrown = await failure(deed);
      assert.is(codeOf(thrown), 'E_LINK', name);
      assert.match(reasonOf(thrown), `${root}/trials/cell is a symbolic link`);
    }
  }));

for (const target of ['treasure', 'nothing']) {
  test(`a link to ${target} in the place of a file is refused, replaced or removed`, () =>
    inScene(async ({ run, root, outside }) => {
      const link = join(root, 'trials.jsonl');
      symlinkSync(join(outside, target), link);
      for (const name of [
        'read',
        'readEach',
        'parts',
        'openLog',
        'exists',
        'list',
        'makeDirectory',
        'truncate',
      ] as const)
        assert.is(codeOf(await failure(deeds(run, 'trials.jsonl')[name])), 'E_LINK', name);
      assert.is(await run.create('trials.jsonl', 'x'), false);
      await run.write('trials.jsonl', 'ours');
      assert.is(await run.read('trials.jsonl'), 'ours');
      rmSync(link);
      symlinkSync(join(outside, target), link);
      await run.remove('trials.jsonl');
      assert.is(await run.exists('trials.jsonl'), false);
      assert.is(existsSync(join(outside, 'nothing')), false);
    }));
}

test('removing a folder removes the links in it, and not what they stand for', () =>
  inScene(async ({ run, root, outside }) => {
    mkdirSync(join(root, 'trials', 'cell', '1'), { recursive: true });
    symlinkSync(outside, join(root, 'trials', 'cell', '1', 'folder'));
    symlinkSync(join(outside, 'treasure'), join(root, 'trials', 'cell', '1', 'file'));
    writeFileSync(join(root, 'trials', 'cell', '1', 'own'), '');
    await run.remove('trials/cell');
    assert.equal(await run.list('trials'), []);
    await run.remove('trials/cell');
    await run.remove('none/cell/1');
  }));

test('a pipe in the place of a file is not waited for', () =>
  inScene(async ({ run, root }) => {
    execFileSync('mkfifo', [join(root, 'pipe')]);
    for (const name of ['read', 'parts', 'openLog', 'exists', 'truncate'] as const) {
      const thrown = await failure(deeds(run, 'pipe')[name]);
      assert.ok(['EINVAL', 'ENXIO'].includes(codeOf(thrown) ?? ''), `${name}: ${reasonOf(thrown)}`);
    }
  }));

test('what is no link works as it does outside, and errors give the path that the user knows', () =>
  inScene(async ({ run, root }) => {
    await run.makeDirectory('trials/cell/1');
    await run.makeDirectory('trials/cell/1');
    await run.write('trials/cell/1/a', 'one');
    const log = await run.openLog('trials/cell/1/a');
    await log.append('two');
    await log.close();
    assert.is(await run.read('./trials//cell/1/a'), 'onetwo\n');
    await run.truncate('trials/cell/1/a', 3);
    assert.is(await run.read('trials/cell/1/a'), 'one');
    assert.is(await run.create('trials/cell/1/b', ''), true);
    assert.equal(await run.list('trials/cell/1'), ['a', 'b']);
    assert.equal(await run.list(''), ['trials']);
    assert.equal(await run.list('none'), []);
    assert.is(await run.exists('trials/cell/2'), false);
    const thrown = await failure(() => run.read('trials/cell/2/a'));
    assert.is(codeOf(thrown), 'ENOENT');
    assert.match(reasonOf(thrown), `'${root}/trials/cell/2`);
  }));

test('a file is read up to a size, and in parts whatever its size', () =>
  inScene(async ({ run, root }) => {
    writeFileSync(join(root, 'a'), 'x'.repeat(200_000));
    assert.is((await run.read('a')).length, 200_000);
    const thrown = await failure(() => run.read('a', 1 << 16));
    assert.is(codeOf(thrown), 'E_FILE_SIZE');
    assert.match(reasonOf(thrown), 'a has more than 64KiB');
    let bytes = 0;
    for await (const part of run.parts('a')) bytes += part.length;
    assert.is(bytes, 200_000);
    // One that doesn't exist for real takes no memory.
    truncateSync(join(root, 'a'), 100 * 1024 ** 2);
    assert.is(codeOf(await failure(() => run.read('a'))), 'E_FILE_SIZE');
  }));

test('what is written is on disk, with the folders that it is in, before a line is that says so', () =>
  inScene(async ({ run, root }) => {
    const synced: string[] = [];
    const restore = await watchSyncs((path) => synced.push(path.replace(root, '')));
    try {
      await run.makeDirectory('trials/cell/1');
      await run.write('trials/cell/1/a.hlog', 'a');
      const log = await run.openLog('trials.jsonl');
      await log.append('done');
      await log.close();
    } finally {
      restore();
    }
    assert.equal(
      synced.map((path) => path.replace(/\.[0-9a-f]{12}\.tmp$/, '.tmp')),
      ['/trials', '/trials/cell', '/trials/cell/1/a.hlog.tmp', '/trials/cell/1', '', '/trials.jsonl'],
    );
  }));

/** Tells the path of every file and folder that is put on disk. */
async function watchSyncs(told: (path: string) => void): Promise<() => void> {
  const some = await open(tmpdir(), 'r');
  const handle = Object.getPrototypeOf(some) as Record<'sync' | 'datasync', () => Promise<void>>;
  await some.close();
  const { sync, datasync } = handle;
  const watched = (original: () => Promise<void>) =>
    function (this: FileHandle): Promise<void> {
      told(readlinkSync(`/proc/self/fd/${String(this.fd)}`));
      return original.call(this);
    };
  handle.sync = watched(sync);
  handle.datasync = watched(datasync);
  return () => Object.assign(handle, { sync, datasync });
}

test('others can not write to what is made here, whatever the umask', () =>
  inScene(async ({ run, root }) => {
    const before = process.umask(0);
    try {
      await run.makeDirectory('trials/cell');
      await run.write('trials/cell/a', '');
      await run.create('trials/cell/b', '');
      await (await run.openLog('trials/cell/c')).close();
      await nodeFiles(tmpdir()).makeDirectory(join(root, 'd', 'e'));
    } finally {
      process.umask(before);
    }
    for (const path of ['trials/cell', 'trials/cell/a', 'trials/cell/b', 'trials/cell/c', 'd', 'd/e'])
      assert.is(statSync(join(root, path)).mode & 0o022, 0, path);
    const sockets = await nodeFiles(tmpdir()).temporaryDirectory();
    assert.is(statSync(sockets).mode & 0o077, 0);
    rmSync(sockets, { recursive: true });
  }));

test.run();
