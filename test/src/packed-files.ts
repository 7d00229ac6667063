import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { deadLinks, repository } from './docs/dead-links.js';
import { root } from './test-files.js';

interface Packed {
  readonly name: string;
  readonly files: readonly { readonly path: string }[];
}

type Manifest = Readonly<Record<string, unknown>>;

/** The paths that npm packs of each package, by its folder. No script of a package runs. */
export function packedFiles(folders: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts', ...folders];
  const { status, stdout, stderr } = spawnSync('npm', args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm pack failed: ${stderr}`);
  const packed = JSON.parse(stdout) as readonly Packed[];
  return new Map(
    folders.map((folder, index) => [folder, (packed[index]?.files ?? []).map(({ path }) => path)]),
  );
}

/** What those who install a package would miss, or get for nothing. */
export function packageFaults(
  folder: string,
  manifest: Manifest,
  files: readonly string[],
): readonly string[] {
  const has = (file: string): boolean => files.includes(file);
  const directory = relative(root, folder);
  const expected = { type: 'git', url: `git+${repository}.git`, directory };
  return [
    ...['README.md', 'LICENSE'].filter((file) => !has(file)).map((file) => `${file} is not packed`),
    ...(JSON.stringify(manifest['repository']) === JSON.stringify(expected)
      ? []
      : [`repository is not ${JSON.stringify(expected)}`]),
    ...(manifest['homepage'] === `${repository}/tree/main/${directory}#readme`
      ? []
      : [`homepage is not ${repository}/tree/main/${directory}#readme`]),
    ...files
      .filter((file) => /^(dist|src)\/.*(\.test\.|\.fixture\.|\.tsbuildinfo$)/.test(file))
      .map((file) => `${file} is for us alone`),
    ...files.filter((file) => file.endsWith('.map')).flatMap((file) => mapFaults(folder, file, has)),
    ...(has('README.md') ? deadLinks(join(folder, 'README.md'), (path) => has(relative(folder, path))) : []),
  ];
}

/** A source map is of use with its sources alone. */
function mapFaults(folder: string, file: string, has: (file: string) => boolean): readonly string[] {
  const { sources = [], sourcesContent } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
    readonly sources?: readonly string[];
    readonly sourcesContent?: readonly unknown[];
  };
  const isThere = (source: string): boolean => has(join(file, '..', source));
  return sourcesContent !== undefined || sources.every(isThere)
    ? []
    : [`${file} is packed without its sources`];
}
