import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { deflateSync } from 'node:zlib';

/** A file with its bytes, or a link with its target. Paths are those of here, below the folder there. */
export type CodeEntry = readonly [path: string, bytes: string | null, target?: string];

/** What is not needed to run a package. */
const left = /(\.map|\.d\.[cm]?ts|\.test\.[cm]?js|\.tsbuildinfo|\.md|\.markdown)$/;
const leftFolders = new Set(['node_modules', '.git', '.bin']);
const mostBatchBytes = 1 << 20;

/**
 * The packages in these folders and all that they depend on, as far as it is installed, in the places at which they lie here: what is
 * found from a module here is found there, too.
 */
export function* codeEntries(
  packages: readonly string[],
  files: readonly string[] = [],
): Generator<CodeEntry> {
  const [seen, links] = [new Set<string>(), new Set<string>()];
  const queue = packages.map((folder) => realpathSync(folder));
  for (let folder = queue.pop(); folder !== undefined; folder = queue.pop()) {
    if (seen.has(folder)) continue;
    seen.add(folder);
    yield* filesOf(folder);
    for (const name of dependenciesOf(folder)) {
      const found = installed(name, folder);
      if (found === undefined) continue;
      const real = realpathSync(found);
      if (real !== found && !links.has(found)) {
        links.add(found);
        yield [found, null, relative(dirname(found), real)];
      }
      queue.push(real);
    }
  }
  for (const file of files) yield [file, readFileSync(file).toString('base64')];
}

/** Deflated, in parts that a line holds. */
export function* codeBatches(entries: Iterable<CodeEntry>): Generator<string> {
  let batch: CodeEntry[] = [];
  let bytes = 0;
  const packed = (): string => deflateSync(JSON.stringify(batch)).toString('base64');
  for (const entry of entries) {
    batch.push(entry);
    bytes += entry[1]?.length ?? 0;
    if (bytes < mostBatchBytes) continue;
    yield packed();
    [batch, bytes] = [[], 0];
  }
  if (batch.length > 0) yield packed();
}

function* filesOf(folder: string): Generator<CodeEntry> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!leftFolders.has(entry.name)) yield* filesOf(path);
    } else if (entry.isFile() && !left.test(entry.name)) yield [path, readFileSync(path).toString('base64')];
  }
}

function dependenciesOf(folder: string): readonly string[] {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Partial<
    Record<'dependencies' | 'optionalDependencies' | 'peerDependencies', Readonly<Record<string, string>>>
  >;
  const { dependencies, optionalDependencies, peerDependencies } = manifest;
  return Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies });
}

/** Where Node.js would find it from there. */
function installed(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const found = join(folder, 'node_modules', name);
    if (existsSync(join(found, 'package.json')) && lstatSync(found, { throwIfNoEntry: false }) !== undefined)
      return found;
    if (folder === dirname(folder)) return undefined;
  }
}
