import { join } from 'node:path';
import type { Files, Folder } from '../contract/files.js';
import { WiretaxError } from '../kernel/errors.js';
import { componentsWithin } from '../kernel/host/components-within.js';

/**
 * Files in memory. `texts` is what they hold, by path, bytes as latin1; setting `fail` makes every write fail
 * with it. `locked` are the folders that somebody has the lock of; undefined where there are no locks.
 */
export interface FakeFiles extends Files {
  readonly texts: Map<string, string>;
  fail: Error | undefined;
  locked: Set<string> | undefined;
}

export function fakeFiles(initial: Readonly<Record<string, string>> = {}): FakeFiles {
  const texts = new Map(Object.entries(initial));
  const directories = new Set<string>();
  let temporary = 0;
  const missing = (path: string): Error =>
    Object.assign(new Error(`ENOENT: no such file or directory, open '${path}'`), { code: 'ENOENT' });
  const files: FakeFiles = {
    texts,
    fail: undefined,
    locked: new Set(),
    read: (path, mostBytes = Infinity) => {
      const text = texts.get(path);
      if (text === undefined) return Promise.reject(missing(path));
      if (text.length > mostBytes)
        return Promise.reject(new WiretaxError('E_FILE_SIZE', `${path} is too large`));
      return Promise.resolve(text);
    },
    readEach: (folder, names, mostBytes) =>
      Promise.all(
        names.map((name) =>
          files.read(`${folder}/${name}`, mostBytes).catch((thrown: unknown) => thrown as Error),
        ),
      ),
    parts: async function* (path) {
      yield Buffer.from(await files.read(path));
    },
    write: (path, content) =>
      change(() =>
        texts.set(path, typeof content === 'string' ? content : Buffer.from(content).toString('latin1')),
      ),
    openLog: (path) =>
      change(() => texts.set(path, texts.get(path) ?? '')).then(() => ({
        append: (line) => change(() => texts.set(path, `${texts.get(path) ?? ''}${line}\n`)),
        close: () => Promise.resolve(),
      })),
    exists: (path) =>
      Promise.resolve([...texts.keys()].some((key) => key === path || key.startsWith(`${path}/`))),
    list: (path) => {
      const below = [...texts.keys()].filter((key) => key.startsWith(`${path}/`));
      return Promise.resolve(
        [...new Set(below.map((key) => key.slice(path.length + 1).split('/')[0] ?? ''))].sort(),
      );
    },
    makeDirectory: (path) => {
      const isNew = !directories.has(path) && ![...texts.keys()].some((key) => key.startsWith(`${path}/`));
      return change(() => directories.add(path)).then(() => isNew);
    },
    remove: (path) =>
      change(() => {
        for (const key of [...texts.keys()])
          if (key === path || key.startsWith(`${path}/`)) texts.delete(key);
        for (const key of [...directories])
          if (key === path || key.startsWith(`${path}/`)) directories.delete(key);
      }),
    truncate: (path, bytes) =>
      change(() =>
        texts.set(
          path,
          Buffer.from(texts.get(path) ?? '')
            .subarray(0, bytes)
            .toString(),
        ),
      ),
    create: (path, text) => {
      if (texts.has(path)) return Promise.resolve(false);
      return change(() => texts.set(path, text)).then(() => true);
    },
    within: (root) => {
      const at = (path: string): string => join(root, ...componentsWithin(root, path));
      const folder: Folder = {
        read: async (path, mostBytes) => files.read(at(path), mostBytes),
        readEach: async (path, names, mostBytes) => files.readEach(at(path), names, mostBytes),
        parts: (path) => files.parts(at(path)),
        write: async (path, content) => files.write(at(path), content),
        openLog: async (path) => files.openLog(at(path)),
        exists: async (path) => files.exists(at(path)),
        list: async (path) => files.list(at(path)),
        makeDirectory: async (path) => files.makeDirectory(at(path)),
        remove: async (path) => files.remove(at(path)),
        truncate: async (path, bytes) => files.truncate(at(path), bytes),
        create: async (path, text) => files.create(at(path), text),
      };
      return folder;
    },
    lockFolder: (path) => {
      const { locked } = files;
      if (locked === undefined) return Promise.resolve({ state: 'none', reason: 'spawn flock ENOENT' });
      if (locked.has(path)) return Promise.resolve({ state: 'taken' });
      locked.add(path);
      const release = (): Promise<void> => {
        locked.delete(path);
        return Promise.resolve();
      };
      return Promise.resolve({ state: 'ours', release });
    },
    temporaryDirectory: () => {
      temporary += 1;
      return Promise.resolve(`/tmp/fake-${String(temporary)}`);
    },
  };
  const change = (work: () => unknown): Promise<void> => {
    if (files.fail !== undefined) return Promise.reject(files.fail);
    work();
    return Promise.resolve();
  };
  return files;
}
