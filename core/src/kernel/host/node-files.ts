import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import {
  access,
  type FileHandle,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  rmdir,
  stat,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Files, Folder } from '../../contract/files.js';
import { codeOf, WiretaxError } from '../errors.js';
import { formatSize } from '../units.js';
import { componentsWithin } from './components-within.js';
import { lockFolder } from './node-folder-lock.js';
import type { Anchor } from './node-folder.js';
import {
  directlyAt,
  openFolder,
  type OpenFolder,
  type Reach,
  reachWithin,
  systemError,
} from './node-reach.js';
import { socketFolder } from './node-sockets.js';
import { temporaryDirectory } from './node-temporary.js';

// Others can't write, whatever the umask says.
const fileMode = 0o644;
const folderMode = 0o755;
const mostReadBytes = 64 * 1024 ** 2;
const unsyncable = new Set(['EINVAL', 'ENOTSUP', 'ENOSYS', 'EROFS', 'EISDIR', 'EPERM']);

export interface NodeFilesOptions {
  readonly folders?: OpenFolder;
  /** What relative paths stand for. */
  readonly at?: Anchor;
}

export function nodeFiles(
  temporary: string,
  { folders = openFolder, at = (path) => path }: NodeFilesOptions = {},
): Files {
  return {
    ...folderThrough(directlyAt(at), folders),
    makeDirectory: (path) => makeDirectory(resolve(at(path))),
    lockFolder: (path) => lockFolder(at(path)),
    temporaryDirectory: async () => temporaryDirectory(await socketFolder(temporary)),
    within: (root) => {
      const reach = reachWithin(root, (path, flags, work) => folders(at(path), flags, work));
      return {
        ...folderThrough(reach, folders),
        makeDirectory: async (path) => makeWithin(reach, componentsWithin(root, path)),
      };
    },
  };
}

function folderThrough(reach: Reach, folders: OpenFolder): Omit<Folder, 'makeDirectory'> {
  const { to, into, confined } = reach;
  const opened = (at: string, flags: number): Promise<FileHandle> =>
    confined ? openPlain(at, flags) : open(at, flags, fileMode);
  const readText = async (at: string, path: string, mostBytes: number): Promise<string> => {
    const file = await opened(at, constants.O_RDONLY);
    try {
      if ((await file.stat()).size > mostBytes) throw tooLarge(path, mostBytes);
      return await readFile(file, 'utf8');
    } finally {
      await file.close();
    }
  };
  const read: Folder['read'] = (path, mostBytes = mostReadBytes) =>
    to(path, (at) => readText(at, path, mostBytes));
  return {
    read,
    readEach: async (folder, names, mostBytes = mostReadBytes) => {
      const pathOf = (name: string): string => `${folder}/${name}`;
      const texts = await into(folder, (base) =>
        Promise.all(
          names.map(async (name) =>
            /[/\\\0]|^\.*$/.test(name)
              ? undefined
              : readText(`${base}/${name}`, pathOf(name), mostBytes).catch(() => undefined),
          ),
        ),
      ).catch(() => []);
      // What is wrong with the others is told by reading them by their paths.
      return Promise.all(
        names.map(async (name, index) => texts[index] ?? read(pathOf(name), mostBytes).catch(asError)),
      );
    },
    parts: async function* (path) {
      const file = await to(path, (at) => opened(at, constants.O_RDONLY));
      yield* file.createReadStream() as AsyncIterable<Uint8Array>;
    },
    write: (path, content) =>
      to(path, async (at) => {
        const draft = `${at}.${randomBytes(6).toString('hex')}.tmp`;
        try {
          await writeFile(draft, content, { flag: 'wx', mode: fileMode, flush: true });
          await rename(draft, at);
          await syncFolderOf(at);
        } catch (thrown) {
          await rm(draft, { force: true });
          throw thrown;
        }
      }),
    openLog: (path) =>
      to(path, async (at) => {
        const file = await opened(at, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT);
        await syncFolderOf(at);
        return {
          append: async (line) => {
            await file.appendFile(`${line}\n`);
            await file.datasync();
          },
          close: () => file.close(),
        };
      }),
    exists: async (path) => {
      try {
        await to(path, confined ? assertPlain : access);
        return true;
      } catch (thrown) {
        if (confined && codeOf(thrown) !== 'ENOENT') throw thrown;
        return false;
      }
    },
    list: async (path) => {
      try {
        return (await into(path, (base) => readdir(base))).sort();
      } catch (thrown) {
        if (codeOf(thrown) === 'ENOENT') return [];
        throw thrown;
      }
    },
    remove: async (path) => {
      try {
        await to(path, (at) => removeTree(at, folders));
      } catch (thrown) {
        if (codeOf(thrown) !== 'ENOENT') throw thrown;
      }
    },
    truncate: (path, bytes) =>
      to(path, async (at) => {
        const file = await opened(at, constants.O_WRONLY);
        try {
          await file.truncate(bytes);
        } finally {
          await file.close();
        }
      }),
    create: (path, text) =>
      to(path, async (at) => {
        try {
          await writeFile(at, text, { flag: 'wx', mode: fileMode, flush: true });
          await syncFolderOf(at);
          return true;
        } catch (thrown) {
          if (codeOf(thrown) === 'EEXIST') return false;
          throw thrown;
        }
      }),
  };
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

function tooLarge(path: string, mostBytes: number): WiretaxError {
  return new WiretaxError(
    'E_FILE_SIZE',
    `${path} has more than ${formatSize(mostBytes)}, which no file of Wiretax has`,
  );
}

/** Puts on disk that a file or folder is where it is. Some file systems can't, or need not. */
async function syncFolderOf(at: string): Promise<void> {
  const folder = await open(dirname(at), constants.O_RDONLY);
  try {
    await folder.sync();
  } catch (thrown) {
    if (!unsyncable.has(codeOf(thrown) ?? '')) throw thrown;
  } finally {
    await folder.close();
  }
}

/** A pipe or a device in place of a file would be waited for, or read, for ever. */
async function openPlain(at: string, flags: number): Promise<FileHandle> {
  const file = await open(at, flags | constants.O_NOFOLLOW | constants.O_NONBLOCK, fileMode);
  if ((await file.stat()).isFile()) return file;
  await file.close();
  throw systemError('EINVAL', 'no plain file', at);
}

async function assertPlain(at: string): Promise<void> {
  const found = await lstat(at);
  if (found.isSymbolicLink()) throw systemError('ELOOP', 'a symbolic link', at);
  if (!found.isFile() && !found.isDirectory()) throw systemError('EINVAL', 'neither file nor folder', at);
}

/** Removes links, and not what they stand for; also those that come about meanwhile. */
async function removeTree(path: string, folders: OpenFolder): Promise<void> {
  try {
    await unlink(path);
  } catch (thrown) {
    const code = codeOf(thrown);
    if (code === 'ENOENT') return;
    // The latter is what others than Linux say of a folder.
    if (code !== 'EISDIR' && code !== 'EPERM') throw thrown;
    await folders(path, constants.O_NOFOLLOW, async (base) => {
      for (const name of await readdir(base)) await removeTree(`${base}/${name}`, folders);
    });
    await rmdir(path);
  }
}

/**
 * Step by step: Node's own recursive mkdir never returns where the system says ENOENT below a folder that
 * exists, as /proc does.
 */
async function makeDirectory(path: string): Promise<boolean> {
  const is = await stat(path).catch(() => undefined);
  if (is?.isDirectory() === true) return false;
  if (is !== undefined) throw new Error(`${path} is a file`);
  await makeDirectory(dirname(path));
  return makeOne(path);
}

async function makeWithin({ to, into }: Reach, components: readonly string[]): Promise<boolean> {
  let made = false;
  for (let length = 1; length <= components.length; length += 1) {
    made = await to(components.slice(0, length).join('/'), makeOne);
  }
  await into(components.join('/'), () => Promise.resolve());
  return made;
}

async function makeOne(at: string): Promise<boolean> {
  try {
    await mkdir(at, folderMode);
    await syncFolderOf(at);
    return true;
  } catch (thrown) {
    // Another process may have been faster.
    if (codeOf(thrown) !== 'EEXIST') throw thrown;
    return false;
  }
}
