import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WiretaxError } from '@wiretax/core';
import { isPlainObject, type PlainObject } from '@wiretax/config/read/plain-object.js';
import type { FoundPlugin } from '@wiretax/config/plugins/found-plugin.js';
import { readPluginPackage } from '@wiretax/config/plugins/package-manifest.js';
import { npm, type NpmSettings } from './npm.js';

export interface Tried {
  readonly plugin: FoundPlugin;
  /** Its package, and those of its dependencies, that have install scripts. */
  readonly withScripts: readonly string[];
}

/**
 * Installs a package in a folder of its own, without running anything of it, to see what it is. Throws a
 * WiretaxError if npm can't, or if it is no plugin that can be used here.
 */
export async function tryInstallation(argument: string, settings: NpmSettings): Promise<Tried> {
  const folder = mkdtempSync(join(tmpdir(), 'wiretax-plugin-'));
  try {
    writeFileSync(join(folder, 'package.json'), '{"private":true}');
    // What it wants beside itself is no reason to fail before it is known what it is.
    await npm([...installOf(argument), '--legacy-peer-deps'], folder, { ...settings, allowScripts: false });
    const [name = argument] = Object.keys(objectIn(readJson(join(folder, 'package.json')), 'dependencies'));
    const plugin = readPluginPackage(join(folder, 'node_modules', name), 'installed', name);
    if (plugin.broken !== undefined) {
      const text = `${name} ${plugin.version} was not installed: ${plugin.broken}`;
      throw new WiretaxError('E_PLUGIN_REFUSED', text);
    }
    return { plugin, withScripts: packagesWithScripts(folder) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How npm is asked to install a package of the user's; a folder is copied, as a tarball of it would be. */
export function installOf(argument: string): readonly string[] {
  return ['install', argument, '--omit=dev', '--install-links'];
}

function packagesWithScripts(folder: string): readonly string[] {
  const packages = objectIn(readJson(join(folder, 'node_modules', '.package-lock.json')), 'packages');
  return Object.entries(packages).flatMap(([path, entry]) =>
    isPlainObject(entry) && entry['hasInstallScript'] === true ? [path.replace(/^.*node_modules\//, '')] : [],
  );
}

function readJson(file: string): PlainObject {
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return isPlainObject(value) ? value : {};
}

function objectIn(value: PlainObject, key: string): PlainObject {
  const found = value[key];
  return isPlainObject(found) ? found : {};
}
