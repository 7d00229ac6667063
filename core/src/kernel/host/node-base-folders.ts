import { renameSync, rmSync } from 'node:fs';

/*
 * The folders of coordinators and agents among temporary files. The agent carries this file's text to other machines, so that it
 * imports nothing but Node.js's own modules.
 */

export const basePrefix = 'wiretax-';
/** Ends the name of one that is being removed: whoever is killed meanwhile may have removed already what it would be known by. */
const goneSuffix = '.gone';
/** What is named so by mkdtemp. */
const baseName = /^wiretax-[A-Za-z0-9]{6}(\.gone)?$/;

export function isBaseName(name: string): boolean {
  return baseName.test(name);
}

export function isBeingRemoved(folder: string): boolean {
  return folder.endsWith(goneSuffix);
}

/** Removes it, as far as that can be done; links in it are not followed. */
export function removeNamedGone(folder: string): void {
  let last = folder;
  try {
    if (!isBeingRemoved(folder)) {
      renameSync(folder, `${folder}${goneSuffix}`);
      last = `${folder}${goneSuffix}`;
    }
  } catch {
    // Somebody has tidied up, or it must be removed as it is.
  }
  try {
    // Somebody who was just ended may have been writing.
    rmSync(last, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 });
  } catch {
    // Somebody else's, or on a disk that can't be written to any more: it stands in nobody's way.
  }
}
