import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** The version of all packages. */
export const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string;
};

/** The packages' folders, those of plugins first. */
export function packageFolders(): string[] {
  const kinds = readdirSync(join(root, 'plugins')).map((kind) => join(root, 'plugins', kind));
  const plugins = kinds.flatMap((kind) => readdirSync(kind).map((name) => join(kind, name)));
  return [
    ...plugins,
    ...['core', 'proto', 'config', 'bin', 'test', 'test/conformance'].map((name) => join(root, name)),
  ];
}

/** Compiled test files, each kind in order of their names. */
export interface TestFiles {
  readonly unit: readonly string[];
  /** Unit tests that simulate, record with perf or draw for long, and kits against each plugin that breaks them: `*.long.test.ts`. */
  readonly long: readonly string[];
  readonly e2e: readonly string[];
}

export function testFiles(): TestFiles {
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
  const kindOf = (file: string): keyof TestFiles =>
    file.includes('/e2e/') ? 'e2e' : file.endsWith('.long.test.js') ? 'long' : 'unit';
  const of = (kind: keyof TestFiles): readonly string[] => all.filter((file) => kindOf(file) === kind).sort();
  return { unit: of('unit'), long: of('long'), e2e: of('e2e') };
}
