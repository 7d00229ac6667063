import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPlainObject } from '../config/plain-object.js';
import type { FoundPlugin } from './found-plugin.js';
import { readPluginPackage } from './package-manifest.js';

/** As much of oclif's config as is needed to find what `wiretax plugins` has installed. */
export interface Installation {
  readonly dataDir: string;
  readonly plugins: ReadonlyMap<
    string,
    { readonly type: string; readonly root: string; readonly pjson: unknown }
  >;
}

/**
 * Plugins that `wiretax plugins install` or `link` has added. Those that oclif could not load are looked up
 * in its list, so that they show as broken instead of not at all.
 */
export function installedPlugins(installation: Installation): readonly FoundPlugin[] {
  const folders = new Map<string, { name: string; origin: 'installed' | 'linked' }>();
  for (const [name, { type, root, pjson }] of installation.plugins) {
    if ((type === 'user' || type === 'link') && isPlainObject(pjson) && 'wiretax' in pjson) {
      folders.set(root, { name, origin: type === 'link' ? 'linked' : 'installed' });
    }
  }
  for (const { name, type, root } of registered(installation.dataDir)) {
    const loaded = [...installation.plugins.values()].some((plugin) => plugin.root === root);
    if (!loaded) folders.set(root, { name, origin: type === 'link' ? 'linked' : 'installed' });
  }
  return [...folders].map(([folder, { name, origin }]) => readPluginPackage(folder, origin, name));
}

interface Registered {
  readonly name: string;
  readonly type: string;
  readonly root: string;
}

function registered(dataDir: string): readonly Registered[] {
  const list = oclifPlugins(join(dataDir, 'package.json'));
  return list.filter(isPlainObject).flatMap(({ name, type, root }) => {
    if (typeof name !== 'string' || (type !== 'user' && type !== 'link')) return [];
    return [{ name, type, root: typeof root === 'string' ? root : join(dataDir, 'node_modules', name) }];
  });
}

function oclifPlugins(file: string): readonly unknown[] {
  try {
    const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const oclif = isPlainObject(manifest) ? manifest['oclif'] : undefined;
    const plugins = isPlainObject(oclif) ? oclif['plugins'] : undefined;
    return Array.isArray(plugins) ? plugins : [];
  } catch {
    // Nothing was ever installed.
    return [];
  }
}
