import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codeOf, InputError, reasonOf } from '@wiretax/core';
import { displayPath } from '@wiretax/config/read/display-path.js';
import type { PackageFiles } from './package-files.js';

/**
 * Writes the files into a folder that does not exist or is empty. Throws an InputError if there is anything in
 * it or if a file can't be written, and leaves nothing behind.
 */
export function writePackage(folder: string, files: PackageFiles): void {
  requireEmpty(folder);
  const created: string[] = [];
  try {
    for (const [path, text] of files) {
      const file = join(folder, path);
      makeFolder(dirname(file), created);
      writeFileSync(file, text, { flag: 'wx' });
      created.push(file);
    }
  } catch (error) {
    for (const path of created.reverse()) rmSync(path, { recursive: true, force: true });
    throw new InputError(
      'E_OUT_UNWRITABLE',
      `the package can't be written into ${displayPath(folder)}: ${reasonOf(error)}; give another --directory`,
    );
  }
}

function requireEmpty(folder: string): void {
  let entries: readonly string[];
  try {
    entries = readdirSync(folder);
  } catch (error) {
    if (codeOf(error) !== 'ENOTDIR' || !existsSync(folder)) return;
    throw new InputError(
      'E_NOT_EMPTY',
      `${displayPath(folder)} is in the way of a folder; give another --directory`,
    );
  }
  if (entries.length > 0) {
    throw new InputError(
      'E_NOT_EMPTY',
      `the folder ${displayPath(folder)} is not empty; give another --directory`,
    );
  }
}

/** One after the other from the outermost: Node's own way never ends where a parent can be seen but not written, as in /proc. */
function makeFolder(folder: string, created: string[]): void {
  if (existsSync(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolder(parent, created);
  mkdirSync(folder);
  created.push(folder);
}
