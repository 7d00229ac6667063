import { constants, existsSync } from 'node:fs';
import { lstat, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, WiretaxError } from '../errors.js';
import { componentsWithin } from './components-within.js';
import type { Anchor } from './node-folder.js';

/** A way to come by files. What `at` and `base` name exists only while `work` lasts. */
export interface Reach {
  /** Whether others may have made what is there, so that no link is followed and nothing but files is opened. */
  readonly confined: boolean;
  readonly to: <T>(path: string, work: (at: string) => Promise<T>) => Promise<T>;
  /** The same for what is in a folder: `base` is that folder. */
  readonly into: <T>(path: string, work: (base: string) => Promise<T>) => Promise<T>;
}

export function directlyAt(at: Anchor): Reach {
  return {
    confined: false,
    to: (path, work) => work(at(path)),
    into: (path, work) => work(at(path)),
  };
}

/** Opens a folder for `work`; with O_NOFOLLOW among the flags only one that is no link. */
export type OpenFolder = <T>(path: string, flags: number, work: (base: string) => Promise<T>) => Promise<T>;

const descriptors = '/proc/self/fd';

/** Whatever is done to the path meanwhile, `base` stays the folder that was opened. */
export const byDescriptor: OpenFolder = async (path, flags, work) => {
  const folder = await open(path, constants.O_RDONLY | constants.O_DIRECTORY | flags);
  try {
    return await work(`${descriptors}/${String(folder.fd)}`);
  } finally {
    await folder.close();
  }
};

/** Where the system has no paths for descriptors. */
export const byPath: OpenFolder = async (path, flags, work) => {
  const found = await (flags === 0 ? stat(path) : lstat(path));
  if (!found.isDirectory()) throw systemError('ENOTDIR', 'not a directory', path);
  return work(path);
};

export const openFolder = existsSync(descriptors) ? byDescriptor : byPath;

/**
 * Reaches what is below `root` and follows no link there: each folder on the way is opened from within the one
 * before. The root itself may be a link, as the user has named it.
 */
export function reachWithin(root: string, openFolder: OpenFolder): Reach {
  const descend = async <T>(
    folder: string,
    flags: number,
    [first, ...rest]: readonly string[],
    work: (base: string) => Promise<T>,
  ): Promise<T> =>
    openFolder(folder, flags, (base) =>
      first === undefined ? work(base) : descend(`${base}/${first}`, constants.O_NOFOLLOW, rest, work),
    );
  const into = async <T>(path: string, work: (base: string) => Promise<T>): Promise<T> => {
    const components = componentsWithin(root, path);
    return explaining(root, components, () => descend(root, 0, components, work));
  };
  return {
    confined: true,
    into,
    to: async (path, work) => {
      const components = componentsWithin(root, path);
      const last = components.pop() ?? '.';
      return explaining(root, [...components, last], () =>
        descend(root, 0, components, (base) => work(`${base}/${last}`)),
      );
    },
  };
}

/** An error as the system's are. */
export function systemError(code: string, what: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${what}, open '${path}'`), { code });
}

/** Gives errors the path that the user knows, and names the link that was in the way. */
async function explaining<T>(
  root: string,
  components: readonly string[],
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof WiretaxError || !(thrown instanceof Error)) throw thrown;
    if (['ELOOP', 'ENOTDIR'].includes(codeOf(thrown) ?? '')) await refuseLinks(root, components);
    const path = `'${join(root, ...components)}'`;
    thrown.message = thrown.message.replaceAll(/'\/proc\/self\/fd\/[^']*'/g, () => path);
    throw thrown;
  }
}

async function refuseLinks(root: string, components: readonly string[]): Promise<void> {
  for (let length = 1; length <= components.length; length += 1) {
    const path = join(root, ...components.slice(0, length));
    const found = await lstat(path).catch(() => undefined);
    if (found?.isSymbolicLink() !== true) continue;
    const text = `${path} is a symbolic link, and none is followed within ${root}; put there what it stands for`;
    throw new WiretaxError('E_LINK', text);
  }
}
