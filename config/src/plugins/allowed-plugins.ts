import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { configuredPlugin } from './configured-plugins.js';
import type { FoundPlugin } from './found-plugin.js';

/**
 * What `--allow-plugin` names: a file, the folder of a package, or a package as seen from the working folder. A stored
 * run names plugins by path, too, but its folder may be anybody's: only what the user names is imported.
 */
export function allowedPlugins(names: readonly string[], folder: string): readonly FoundPlugin[] {
  return names.map((name) => {
    const path = resolve(folder, name);
    return { ...configuredPlugin(existsSync(path) ? path : name, folder, []), origin: 'allowed' };
  });
}
