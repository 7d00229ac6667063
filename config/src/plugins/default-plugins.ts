import { dirname } from 'node:path';
import { packageFolder } from '../read/package-entry.js';
import type { FoundPlugin } from './found-plugin.js';
import { ownManifest, ownManifestFile } from './own-manifest.js';
import { readPluginPackage } from './package-manifest.js';

/** The plugins that this package depends on and lists under `wiretax.plugins`. */
export function defaultPlugins(): readonly FoundPlugin[] {
  return ownManifest().wiretax.plugins.map((name) => {
    const folder = packageFolder(name, dirname(ownManifestFile));
    return readPluginPackage(folder ?? name, 'default', name);
  });
}
