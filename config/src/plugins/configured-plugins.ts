import { existsSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, resolve } from 'node:path';
import { displayPath } from '../read/display-path.js';
import { packageFolder } from '../read/package-entry.js';
import type { FoundPlugin } from './found-plugin.js';
import { readPluginPackage } from './package-manifest.js';

/**
 * A plugin that a config names: a path, or a package as seen from the config's folder; one that `wiretax
 * plugins install` has added may be named too.
 */
export function configuredPlugin(
  specifier: string,
  folder: string,
  others: readonly FoundPlugin[],
): FoundPlugin {
  if (isAbsolute(specifier) || specifier.startsWith('.'))
    return atPath(resolve(folder, specifier), specifier);
  const found = packageFolder(specifier, folder);
  if (found !== undefined) return readPluginPackage(found, 'config', specifier);
  const known = others.find((plugin) => plugin.name === specifier);
  if (known !== undefined) return { ...known, origin: 'config' };
  return broken(specifier, folder, `it is not installed; npm install ${specifier}`);
}

function atPath(path: string, specifier: string): FoundPlugin {
  if (!existsSync(path)) return broken(specifier, path, `there is no file ${displayPath(path)}`);
  if (statSync(path).isDirectory()) return readPluginPackage(path, 'config', basename(path));
  const folder = dirname(path);
  return {
    name: specifier,
    version: 'local',
    description: '',
    origin: 'config',
    folder,
    entry: path,
    provides: {},
    hooks: [],
    bare: true,
  };
}

function broken(name: string, folder: string, reason: string): FoundPlugin {
  const nothing = { version: '?', description: '', entry: folder, provides: {}, hooks: [], bare: false };
  return { name, origin: 'config', folder, ...nothing, broken: reason };
}
