import { lstatSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../errors.js';
import { coordinatorInCharge } from './node-identity.js';

const prefix = 'wiretax-';
const ownerFile = 'owner';
/** What is named so by mkdtemp. */
const pattern = /^wiretax-[A-Za-z0-9]{6}$/;
/** A folder without an owner may be one that is being made. */
const unownedMs = 60_000;

const bases = new Map<string, Promise<string>>();
const made = new Set<string>();
let folders = 0;

process.on('exit', () => {
  for (const base of made) removeAll(base);
});

/** A new empty folder in one that names its owner, so that others can tell when nobody needs it any more. */
export async function temporaryDirectory(parent: string): Promise<string> {
  for (;;) {
    const base = await baseIn(parent);
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

/** One for all who ask; if it can't be made, the next who asks tries again. */
async function baseIn(parent: string): Promise<string> {
  const base = bases.get(parent) ?? makeBase(parent);
  bases.set(parent, base);
  try {
    return await base;
  } catch (thrown) {
    if (bases.get(parent) === base) bases.delete(parent);
    throw thrown;
  }
}

async function makeBase(parent: string): Promise<string> {
  const base = await mkdtemp(join(parent, prefix));
  // Without an owner's name nobody else would remove it.
  made.add(base);
  await writeFile(join(base, ownerFile), `${coordinatorInCharge()}\n`, { flag: 'wx' });
  return base;
}

/** The folders of this user, in one for temporary files, that belong to nobody any more. */
export function abandonedFolders(
  parent: string,
  isGone: (coordinator: string) => boolean,
): readonly string[] {
  return entriesOf(parent)
    .filter((name) => pattern.test(name))
    .map((name) => join(parent, name))
    .filter((folder) => {
      const found = lstatSync(folder, { throwIfNoEntry: false });
      if (found?.isDirectory() !== true || found.uid !== process.getuid?.()) return false;
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
