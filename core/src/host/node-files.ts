import {
  access,
  appendFile,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Files } from '../contract/host.js';

export function nodeFiles(temporary: string): Files {
  let writes = 0;
  return {
    read: (path) => readFile(path, 'utf8'),
    write: async (path, content) => {
      writes += 1;
      const draft = `${path}.${String(process.pid)}-${String(writes)}.tmp`;
      try {
        await writeFile(draft, content);
        await rename(draft, path);
      } catch (thrown) {
        await rm(draft, { force: true });
        throw thrown;
      }
    },
    openLog: async (path) => {
      const file = await open(path, 'a');
      return {
        append: async (line) => {
          await appendFile(file, `${line}\n`);
          await file.datasync();
        },
        close: () => file.close(),
      };
    },
    exists: (path) =>
      access(path).then(
        () => true,
        () => false,
      ),
    list: async (path) => {
      try {
        return (await readdir(path)).sort();
      } catch (thrown) {
        if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return [];
        throw thrown;
      }
    },
    makeDirectory: (path) => makeDirectory(resolve(path)),
    remove: (path) => rm(path, { recursive: true, force: true }),
    truncate,
    create: async (path, text) => {
      try {
        await writeFile(path, text, { flag: 'wx', flush: true });
        return true;
      } catch (thrown) {
        if ((thrown as NodeJS.ErrnoException).code === 'EEXIST') return false;
        throw thrown;
      }
    },
    temporaryDirectory: () => mkdtemp(join(temporary, 'wiretax-')),
  };
}

/**
 * Step by step: Node's own recursive mkdir never returns where the system says ENOENT below a folder that
 * exists, as /proc does.
 */
async function makeDirectory(path: string): Promise<void> {
  const is = await stat(path).catch(() => undefined);
  if (is?.isDirectory() === true) return;
  if (is !== undefined) throw new Error(`${path} is a file`);
  await makeDirectory(dirname(path));
  try {
    await mkdir(path);
  } catch (thrown) {
    // Another process may have been faster.
    if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw thrown;
  }
}
