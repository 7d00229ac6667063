import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../errors.js';
import { basePrefix, isBaseName, isBeingRemoved, removeNamedGone } from './node-base-folders.js';
import { coordinatorInCharge, endSessions } from './node-identity.js';

const ownerFile = 'owner';
/** A folder without an owner may be one that is being made. */
const unownedMs = 60_000;

const bases = new Map<string, string>();
const made = new Set<string>();
let folders = 0;

process.on('exit', removeTemporary);

/** Removes all that this process has made; who asks later gets a new folder. */
export function removeTemporary(): void {
  for (const base of made) removeBase(base);
  made.clear();
  bases.clear();
}

/** A new empty folder in one that names its owner, so that others can tell when nobody needs it any more. */
export async function temporaryDirectory(parent: string): Promise<string> {
  for (;;) {
    const base = baseIn(parent);
    folders += 1;
    const folder = join(base, String(folders));
    try {
      await mkdir(folder, 0o700);
      return folder;
    } catch (thrown) {
      // Something has tidied up there.
      if (codeOf(thrown) !== 'ENOENT') throw thrown;
      bases.delete(parent);
    }
  }
}

/** One for all who ask. Nobody else would remove one without an owner's name: nothing comes between. */
function baseIn(parent: string): string {
  const found = bases.get(parent);
  if (found !== undefined) return found;
  const base = mkdtempSync(join(parent, basePrefix));
  made.add(base);
  writeFileSync(join(base, ownerFile), `${coordinatorInCharge()}\n`, { flag: 'wx' });
  bases.set(parent, base);
  return base;
}

/** The folders of this user, in one for temporary files, that belong to nobody any more. */
export function abandonedFolders(
  parent: string,
  isGone: (coordinator: string) => boolean,
): readonly string[] {
  return entriesOf(parent)
    .filter(isBaseName)
    .map((name) => join(parent, name))
    .filter((folder) => {
      const found = lstatSync(folder, { throwIfNoEntry: false });
      if (found?.isDirectory() !== true || found.uid !== process.getuid?.()) return false;
      if (isBeingRemoved(folder)) return true;
      const owner = ownerOf(folder);
      if (owner !== undefined) return isGone(owner);
      return Date.now() - found.mtimeMs > unownedMs && entriesOf(folder).length === 0;
    });
}

/** Removes it, as far as that can be done; links in it are not followed. */
export function removeAll(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // Somebody else's, or on a disk that can't be written to any more: it stands in nobody's way.
  }
}

/** The same for a folder that names its owner, with what is left of those that it names. */
export function removeBase(folder: string): void {
  endSessions(folder);
  removeNamedGone(folder);
}

function ownerOf(folder: string): string | undefined {
  try {
    return readFileSync(join(folder, ownerFile), 'utf8').trim();
  } catch {
    return undefined;
  }
}

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
