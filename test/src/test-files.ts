import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** The packages' folders, those of plugins first. */
export function packageFolders(): string[] {
  const kinds = readdirSync(join(root, 'plugins')).map((kind) => join(root, 'plugins', kind));
  const plugins = kinds.flatMap((kind) => readdirSync(kind).map((name) => join(kind, name)));
  return [
    ...plugins,
    ...['core', 'proto', 'config', 'bin', 'test', 'test/conformance'].map((name) => join(root, name)),
  ];
}

/** Compiled test files: unit tests of every package, then end-to-end tests, each in order of their names. */
export function testFiles(): { readonly unit: string[]; readonly e2e: string[] } {
  const all = packageFolders().flatMap((folder) => {
    try {
      const names = readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' });
      return names
        .filter((name) => name.endsWith('.test.js'))
        .map((name) => relative(root, join(folder, 'dist', name)));
    } catch {
      return [];
    }
  });
  const isE2e = (file: string): boolean => file.includes('/e2e/');
  return { unit: all.filter((file) => !isE2e(file)).sort(), e2e: all.filter(isE2e).sort() };
}
