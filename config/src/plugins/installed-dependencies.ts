import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseJson } from '../read/json-text.js';
import { packageFolder } from '../read/package-entry.js';
import { isPlainObject } from '../read/plain-object.js';

/** The versions of a package's dependencies as they are installed; the range where that can't be told. */
export function installedDependencies(folder: string): Readonly<Record<string, string>> {
  const ranges = readJson(join(folder, 'package.json'))['dependencies'];
  if (!isPlainObject(ranges)) return {};
  const versions = Object.entries(ranges).map(([name, range]) => {
    const at = packageFolder(name, folder);
    const version = at === undefined ? undefined : readJson(join(at, 'package.json'))['version'];
    return [name, String(version ?? range)];
  });
  return Object.fromEntries(versions) as Record<string, string>;
}

function readJson(file: string): Readonly<Record<string, unknown>> {
  const value: unknown = parseJson(readFileSync(file, 'utf8'));
  return isPlainObject(value) ? value : {};
}
