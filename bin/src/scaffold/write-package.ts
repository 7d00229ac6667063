import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codeOf, InputError, reasonOf } from '@wiretax/core';
import { displayPath } from '../config/display-path.js';
import type { PackageFiles } from './package-files.js';

/**
 * Writes the files into a folder that does not exist or is empty. Throws an InputError if there is anything in
 * it or if a file can't be written, and leaves nothing behind.
 */
export function writePackage(folder: string, files: PackageFiles): void {
  requireEmpty(folder);
  let created: string | undefined;
  try {
    created = mkdirSync(folder, { recursive: true });
    for (const [path, text] of files) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text, { flag: 'wx' });
    }
  } catch (error) {
    remove(folder, files, created);
    throw new InputError(
      'E_WRITE',
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

/** Removes the outermost folder that was created or, if all were there before, what was put into the last. */
function remove(folder: string, files: PackageFiles, created: string | undefined): void {
  const inside = [...files.keys()].map((path) => join(folder, path.split('/')[0] ?? path));
  for (const path of created === undefined ? new Set(inside) : [created]) {
    rmSync(path, { recursive: true, force: true });
  }
}
