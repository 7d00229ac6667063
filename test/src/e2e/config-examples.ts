import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from '../test-files.js';

/** A config that a document shows, as a fenced block whose first line names the file. */
export interface Example {
  /** Where it is shown: `docs/configuration.md:10`. */
  readonly place: string;
  readonly file: string;
  readonly text: string;
}

/** The documents that readers get: the README and the guides. */
export function documents(): readonly string[] {
  const docs = join(root, 'docs');
  const guides = existsSync(docs)
    ? readdirSync(docs, { recursive: true, encoding: 'utf8' }).map((name) => join(docs, name))
    : [];
  return [join(root, 'README.md'), ...guides].filter((path) => path.endsWith('.md') && existsSync(path));
}

const fence = /^(?<indent> *)```(?<language>yaml|yml|json|js|mjs)[^\n]*\n(?<text>[^]*?)^\k<indent>```/gm;
/** `# wiretax.config.yaml`, `// wiretax.config.mjs`. */
const title = /^(?:#|\/\/) *(?<file>[\w./-]+\.(?:ya?ml|mjs))\b/;

export function examplesIn(path: string): readonly Example[] {
  const document = readFileSync(path, 'utf8');
  return [...document.matchAll(fence)].flatMap(({ index, groups }) => {
    const { indent = '', language = '', text: block = '' } = groups ?? {};
    const text = block.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
    const file = language === 'json' ? jsonFile(text) : title.exec(text)?.groups?.['file'];
    if (file === undefined) return [];
    const line = document.slice(0, index).split('\n').length;
    return [{ place: `${relative(root, path)}:${String(line)}`, file, text }];
  });
}

/** JSON has no room for a title: a config is what names the schema of configs or a transport. */
function jsonFile(text: string): string | undefined {
  return /^\s*\{\s*"(\$schema": "[^"]*wiretax\.schema\.json|extends|transport)"/.test(text)
    ? 'wiretax.config.json'
    : undefined;
}
