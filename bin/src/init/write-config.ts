import { existsSync, writeFileSync } from 'node:fs';
import { codeOf, InputError, reasonOf } from '@wiretax/core';
import { displayPath } from '@wiretax/config/read/display-path.js';

/** Refuses a name by which what is written would not be read as YAML. */
export function requireYaml(path: string): void {
  if (/\.ya?ml$/.test(path)) return;
  throw new InputError('E_INIT', `${displayPath(path)} is no name for a config in YAML; end it with .yaml`);
}

/** Refuses to go on where there is a file already, unless it may be replaced. */
export function requireFree(path: string, force: boolean): void {
  if (!force && existsSync(path)) throw taken(path);
}

/** Writes a new file, or replaces one if that is allowed. */
export function writeConfig(path: string, text: string, force: boolean): void {
  try {
    writeFileSync(path, text, { flag: force ? 'w' : 'wx' });
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw taken(path);
    throw new InputError('E_OUT_UNWRITABLE', `${displayPath(path)} can't be written: ${reasonOf(error)}`);
  }
}

function taken(path: string): InputError {
  return new InputError('E_INIT', `${displayPath(path)} is there already; --force replaces it`);
}
