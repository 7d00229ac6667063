import { existsSync, lstatSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { displayPath } from './display-path.js';
import { packageKey } from './file.js';
import { parseJson } from './json-text.js';
import { isPlainObject } from './plain-object.js';

const names = ['yaml', 'yml', 'json', 'mjs'].map((kind) => `wiretax.config.${kind}`);

export interface SearchOptions {
  /** Told of a config that is left out. */
  readonly tell: (text: string) => void;
  /** Ids of the users that a file belongs to: itself, and as a link. */
  readonly ownersOf?: (path: string) => readonly number[];
  /** The user's own; undefined where the system has none. */
  readonly user?: number | undefined;
}

/**
 * The config file of the project that `folder` is in; undefined if it has none. It is looked for upwards, up to the
 * folder that has a package.json or is a repository's, and not beyond the folders that belong to the owner of
 * `folder` or to the user: whoever can write above them could have a program executed. So could whoever owns the file.
 */
export function findConfig(
  folder: string,
  { tell, ownersOf = ownersByStat, user = process.getuid?.() }: SearchOptions,
): string | undefined {
  const start = resolve(folder);
  const trusted = new Set([...ownersOf(start), ...(user === undefined ? [] : [user])]);
  const isOurs = (path: string): boolean => ownersOf(path).every((owner) => trusted.has(owner));
  for (let at = start; at === start || isOurs(at); at = dirname(at)) {
    for (const path of configsIn(at)) {
      // The system's own administrator needs no config to have programs executed.
      if (ownersOf(path).every((owner) => owner === 0 || trusted.has(owner))) return path;
      tell(`${displayPath(path)} belongs to another user and is left out; give its path to use it`);
    }
    if (isTop(at)) return undefined;
  }
  return undefined;
}

function isTop(folder: string): boolean {
  const ends = ['package.json', 'package.yaml', '.git'].some((name) => existsSync(join(folder, name)));
  return ends || dirname(folder) === folder;
}

function configsIn(folder: string): readonly string[] {
  const found = names.map((name) => join(folder, name)).filter(isFile);
  const manifest = join(folder, 'package.json');
  return isFile(manifest) && mayHaveConfig(manifest) ? [...found, manifest] : found;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** A package.json that can't be read is taken for one with a config: reading it will say what is wrong. */
function mayHaveConfig(manifest: string): boolean {
  try {
    const value: unknown = parseJson(readFileSync(manifest, 'utf8'));
    return isPlainObject(value) && Object.hasOwn(value, packageKey);
  } catch {
    return true;
  }
}

function ownersByStat(path: string): readonly number[] {
  return [statSync(path).uid, lstatSync(path).uid];
}
