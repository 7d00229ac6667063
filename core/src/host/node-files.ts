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
  truncate,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import type { Files } from '../contract/host.js';

export function nodeFiles(temporary: string): Files {
  let writes = 0;
  return {
    read: (path) => readFile(path, 'utf8'),
    write: async (path, text) => {
      writes += 1;
      const draft = `${path}.${String(process.pid)}-${String(writes)}.tmp`;
      try {
        await writeFile(draft, text);
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
    makeDirectory: async (path) => {
      await mkdir(path, { recursive: true });
    },
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
