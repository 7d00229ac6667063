import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import satisfies from 'semver/functions/satisfies.js';
import validRange from 'semver/ranges/valid.js';
import { parseJson } from '../read/json-text.js';
import { packageFolder } from '../read/package-entry.js';
import { isPlainObject, type PlainObject } from '../read/plain-object.js';

const core = '@wiretax/core';

export interface SeenCore {
  /** Without symbolic links. */
  readonly folder: string;
  readonly version: string;
}

/** The @wiretax/core that a module in this folder would import; undefined if it sees none. */
export function coreSeenFrom(folder: string): SeenCore | undefined {
  try {
    // Node.js looks from where a linked package really is.
    const seen = packageFolder(core, realpathSync(folder));
    if (seen === undefined) return undefined;
    const manifest: unknown = parseJson(readFileSync(join(seen, 'package.json'), 'utf8'));
    const version = isPlainObject(manifest) ? manifest['version'] : undefined;
    return { folder: realpathSync(seen), version: typeof version === 'string' ? version : '?' };
  } catch {
    return undefined;
  }
}

/** The @wiretax/core that runs, and that every plugin gets. */
export function runningCore(): SeenCore | undefined {
  return coreSeenFrom(dirname(fileURLToPath(import.meta.url)));
}

/** Whether a module in this folder, left alone, would not get the core that is running. */
export function seesForeignCore(folder: string): boolean {
  return coreSeenFrom(folder)?.folder !== runningCore()?.folder;
}

/** Why a package can't be used by the range of core that it asks for as its peer; a range that nobody understands excludes nothing. */
export function coreFault(manifest: PlainObject, version = runningCore()?.version): string | undefined {
  const range = objectIn(manifest, 'peerDependencies')[core];
  if (version === undefined || typeof range !== 'string' || validRange(range) === null) return undefined;
  if (satisfies(version, range, { includePrerelease: true })) return undefined;
  return `it needs ${core} ${range}, this wiretax has ${version}; use the wiretax that it was made for, or another version of the plugin`;
}

/** What to tell about a package whose package.json makes npm bring a second core; undefined if it doesn't. */
export function ownCopyOfCore(folder: string, manifest: PlainObject): string | undefined {
  if (!bringsCore(manifest) || !seesForeignCore(folder)) return undefined;
  const seen = coreSeenFrom(folder);
  if (seen === undefined) return undefined;
  return `brings its own ${core} ${seen.version}, which isn't used; make it an optional peer dependency`;
}

function bringsCore(manifest: PlainObject): boolean {
  if (core in objectIn(manifest, 'dependencies')) return true;
  const optional = objectIn(objectIn(manifest, 'peerDependenciesMeta'), core)['optional'] === true;
  return core in objectIn(manifest, 'peerDependencies') && !optional;
}

function objectIn(value: PlainObject, key: string): PlainObject {
  const found = value[key];
  return isPlainObject(found) ? found : {};
}
