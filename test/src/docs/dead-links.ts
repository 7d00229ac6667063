import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { root } from '../test-files.js';
import { anchorsOf, linksOf } from './markdown-links.js';

/** Where the repository is, as every package.json says. */
export const repository = 'https://github.com/wiretax/wiretax';

/**
 * What is wrong with the links of a Markdown file: those that lead to no file, or to no heading of it. Links to the repository are
 * looked up in this tree. `holds` tells which files are there for relative ones; without it, all of the tree.
 */
export function deadLinks(file: string, holds: (path: string) => boolean = existsSync): readonly string[] {
  const text = readFileSync(file, 'utf8');
  return linksOf(text).flatMap(({ target, line }) => {
    const fault = faultOf(file, target, holds);
    return fault === undefined ? [] : [`${relative(root, file)}:${String(line)}: ${target} ${fault}`];
  });
}

function faultOf(file: string, target: string, holds: (path: string) => boolean): string | undefined {
  const ours = new RegExp(`^${repository}(?:/(?:blob|tree)/main/([^#]*))?(?:#(.*))?$`).exec(target);
  if (ours !== null) return missing(join(root, ours[1] ?? ''), ours[2], existsSync);
  if (/^[a-z]+:/.test(target)) return undefined;
  const [path = '', anchor] = target.split('#');
  return missing(path === '' ? file : resolve(dirname(file), path), anchor, holds);
}

function missing(
  path: string,
  anchor: string | undefined,
  holds: (path: string) => boolean,
): string | undefined {
  if (!holds(path)) return 'leads to no file';
  const page = statSync(path).isDirectory() ? join(path, 'README.md') : path;
  if (anchor === undefined || (anchor === 'readme' && existsSync(page))) return undefined;
  return existsSync(page) && anchorsOf(readFileSync(page, 'utf8')).has(anchor)
    ? undefined
    : 'leads to no heading';
}
