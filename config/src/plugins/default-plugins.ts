import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dirname } from 'node:path';
import { packageFolder } from '../read/package-entry.js';
import type { FoundPlugin } from './found-plugin.js';
import { readPluginPackage } from './package-manifest.js';

/** The plugins that this package depends on and lists under `wiretax.plugins`. */
export function defaultPlugins(): readonly FoundPlugin[] {
  const file = fileURLToPath(new URL('../../package.json', import.meta.url));
  const { wiretax } = JSON.parse(readFileSync(file, 'utf8')) as { wiretax: { plugins: readonly string[] } };
  return wiretax.plugins.map((name) => {
    const folder = packageFolder(name, dirname(file));
    return readPluginPackage(folder ?? name, 'default', name);
  });
}
