import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { displayPath } from '../read/display-path.js';
import { parseJson } from '../read/json-text.js';
import { isPlainObject, type PlainObject } from '../read/plain-object.js';

/** One plugin that the user has added, as @oclif/plugin-plugins writes it. */
export interface ListedPackage {
  readonly name: string;
  readonly type: 'user' | 'link';
  /** Absolute path of the package. */
  readonly folder: string;
  /** The version, range or dist-tag that was asked for. */
  readonly tag?: string;
  /** Where it came from, unless from the registry. */
  readonly url?: string;
}

export interface PluginList {
  readonly packages: readonly ListedPackage[];
  /** Why nothing is known of what is installed. */
  readonly unreadable?: string;
}

type NewEntry =
  | { readonly name: string; readonly type: 'user'; readonly tag: string }
  | { readonly name: string; readonly type: 'user'; readonly url: string }
  | { readonly name: string; readonly type: 'link'; readonly root: string };

/** What `wiretax plugins` has added, by the package.json of its data folder. */
export function readPluginList(dataDir: string): PluginList {
  try {
    const oclif = readManifest(dataDir)['oclif'];
    const plugins: unknown = isPlainObject(oclif) ? oclif['plugins'] : undefined;
    const entries: readonly unknown[] = Array.isArray(plugins) ? plugins : [];
    return { packages: entries.flatMap((entry) => listedPackage(entry, dataDir)) };
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ');
    const what = `${displayPath(listFile(dataDir))}, the list of installed plugins, can't be read: ${reason}`;
    return {
      packages: [],
      unreadable: `${what}; mend it, or wiretax plugins reset --hard and install them again`,
    };
  }
}

/** Adds a package to the list, in the place of one of the same name. */
export function addToPluginList(dataDir: string, entry: NewEntry): void {
  const manifest = readManifest(dataDir);
  const oclif = isPlainObject(manifest['oclif']) ? manifest['oclif'] : {};
  const plugins: readonly unknown[] = Array.isArray(oclif['plugins']) ? oclif['plugins'] : [];
  const others = plugins.filter((plugin) => !(isPlainObject(plugin) && plugin['name'] === entry.name));
  writeManifest(dataDir, { ...manifest, oclif: { ...oclif, plugins: [...others, entry] } });
}

/** npm takes a folder without a package.json for a part of the package above it. */
export function ensurePluginList(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true });
  const manifest = readManifest(dataDir);
  if (Object.keys(manifest).length > 0) return;
  writeManifest(dataDir, {
    name: 'wiretax',
    private: true,
    dependencies: {},
    oclif: { schema: 1, plugins: [] },
  });
}

function listedPackage(entry: unknown, dataDir: string): readonly ListedPackage[] {
  if (!isPlainObject(entry)) return [];
  const { name, type, root, tag, url } = entry;
  if (typeof name !== 'string' || (type !== 'user' && type !== 'link')) return [];
  const folder = typeof root === 'string' ? root : join(dataDir, 'node_modules', name);
  const asked = typeof url === 'string' ? { url } : typeof tag === 'string' ? { tag } : {};
  return [{ name, type, folder, ...asked }];
}

function readManifest(dataDir: string): PlainObject {
  let text: string;
  try {
    text = readFileSync(listFile(dataDir), 'utf8');
  } catch (error) {
    // Nothing was ever installed.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
  const manifest = parseJson(text);
  if (!isPlainObject(manifest)) throw new Error('it holds no object');
  return manifest;
}

function writeManifest(dataDir: string, manifest: PlainObject): void {
  writeFileSync(listFile(dataDir), `${JSON.stringify(manifest, null, 2)}\n`);
}

function listFile(dataDir: string): string {
  return join(dataDir, 'package.json');
}
