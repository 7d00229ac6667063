import { createRequire } from 'node:module';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseJson } from './json-text.js';
import { isPlainObject } from './plain-object.js';

/** The folder of an installed package as seen from `folder`; undefined if there is none. */
export function packageFolder(name: string, folder: string): string | undefined {
  const places = createRequire(join(folder, 'anything.js')).resolve.paths(name) ?? [];
  return places.map((place) => join(place, name)).find((found) => existsSync(join(found, 'package.json')));
}

/** The file that a package exports under its bare name; packages that only offer `import` count too. */
export function packageEntry(name: string, folder: string): string | undefined {
  const root = packageFolder(name, folder);
  if (root === undefined) return undefined;
  try {
    const manifest: unknown = parseJson(readFileSync(join(root, 'package.json'), 'utf8'));
    const target = isPlainObject(manifest) ? exportedTarget(manifest['exports']) : undefined;
    return target === undefined
      ? createRequire(join(root, 'package.json')).resolve(root)
      : join(root, target);
  } catch {
    return undefined;
  }
}

function exportedTarget(exported: unknown): string | undefined {
  if (typeof exported === 'string') return exported;
  if (!isPlainObject(exported)) return undefined;
  for (const key of ['.', 'import', 'node', 'default']) {
    const target = exportedTarget(exported[key]);
    if (target !== undefined) return target;
  }
  return undefined;
}
