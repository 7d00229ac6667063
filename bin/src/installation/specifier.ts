import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InputError } from '@wiretax/core';
import { displayPath } from '@wiretax/config/read/display-path.js';

/** What `wiretax plugins install` may be asked for. */
export type Specifier =
  | { readonly from: 'registry'; readonly name: string; readonly tag: string }
  /** A tarball or folder by its absolute path. */
  | { readonly from: 'path'; readonly path: string }
  /** Whatever else npm can fetch: a tarball's address, a git repository, `user/repository`. */
  | { readonly from: 'url'; readonly url: string };

/** A bare name is always one of the registry, also where a folder of that name is. */
export function parseSpecifier(text: string, folder: string): Specifier {
  const path = pathOf(text, folder);
  if (path !== undefined) {
    if (existsSync(path)) return { from: 'path', path };
    throw notThere(text, `there is no file ${displayPath(path)}`);
  }
  const [name = '', tag = ''] = text.split(/(?<=.)@(?!.*\/)/);
  if (/^(@[a-z0-9~-][\w.~-]*\/)?[a-z0-9~-][\w.~-]*$/i.test(name)) {
    return { from: 'registry', name, tag: tag === '' ? 'latest' : tag };
  }
  if (text.includes(':') || /^[\w.-]+\/[\w.-]+(#.+)?$/.test(text)) return { from: 'url', url: text };
  throw notThere(text, 'is neither the name of a package nor a path or address');
}

function pathOf(text: string, folder: string): string | undefined {
  if (text.startsWith('file:///')) return fileURLToPath(text);
  if (text.startsWith('file:')) return resolve(folder, text.slice('file:'.length));
  if (text.includes(':')) return undefined;
  if (text.startsWith('~/')) return join(homedir(), text.slice(2));
  const meant = isAbsolute(text) || /^\.{1,2}([/\\]|$)/.test(text) || /\.(tgz|tar|tar\.gz)$/.test(text);
  const path = resolve(folder, text);
  return meant || (text.includes('/') && !text.startsWith('@') && existsSync(path)) ? path : undefined;
}

function notThere(text: string, message: string): InputError {
  return new InputError('E_PLUGIN_SPECIFIER', `${text} can't be installed`, [{ path: text, message }]);
}

/** As npm takes it. */
export function npmArgument(specifier: Specifier): string {
  switch (specifier.from) {
    case 'registry':
      return `${specifier.name}@${specifier.tag}`;
    case 'path':
      return specifier.path;
    case 'url':
      return specifier.url;
  }
}
