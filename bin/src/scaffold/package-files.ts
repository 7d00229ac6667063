import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Kind, kindTable } from '@wiretax/core';
import type { PluginNames } from './plugin-names.js';

/** Texts by path within the package, with slashes. */
export type PackageFiles = ReadonlyMap<string, string>;

const templates = fileURLToPath(new URL('../../templates/', import.meta.url));

/**
 * The files of a package with one contribution: the templates of its kind and those that all kinds share, with
 * `{{placeholders}}` filled in. A file that both have is the kind's; its README.md is followed by the shared one.
 */
export function packageFiles(kind: Kind, names: PluginNames, wiretaxVersion: string): PackageFiles {
  const values: Readonly<Record<string, string>> = {
    kind,
    Kind: `${kind.slice(0, 1).toUpperCase()}${kind.slice(1)}`,
    contract: kindTable[kind].contract,
    registry: kindTable[kind].plural,
    name: names.contribution,
    package: names.package,
    wiretaxVersion,
  };
  const fill = (text: string): string =>
    text.replace(/\{\{(\w+)\}\}/g, (_, key: string) => {
      const value = values[key];
      if (value === undefined) throw new Error(`a template has the unknown placeholder ${key}`);
      return value;
    });
  const files = new Map<string, string>();
  for (const folder of [kind, 'common']) {
    for (const path of filesBelow(join(templates, folder))) {
      const text = fill(readFileSync(join(templates, folder, path), 'utf8'));
      const name = renamed.get(path) ?? fill(path).replaceAll('\\', '/');
      const ofKind = files.get(name);
      if (ofKind === undefined) files.set(name, text);
      else if (name === 'README.md') files.set(name, ofKind + text);
    }
  }
  return files;
}

/** What npm would leave out of our own package, or take for a package in it, has other names there. */
const renamed: ReadonlyMap<string, string> = new Map([
  ['_gitignore', '.gitignore'],
  ['_package.json', 'package.json'],
]);

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
