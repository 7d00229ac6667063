import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { defaultLoaders } from 'cosmiconfig';
import { InputError, reasonOf } from '@wiretax/core';
import { checkLimits, checkText } from './config-limits.js';
import { displayPath } from './display-path.js';
import { conflictIn, parseJson, withoutMark } from './json-text.js';
import { type Origins, originsOf } from './key-origins.js';
import { merge } from './merge.js';
import { isPlainObject, type PlainObject } from './plain-object.js';
import { quote } from './quote.js';

/** A config file as written, `$import` done, `extends` not yet. */
export interface ConfigFile {
  readonly path: string;
  readonly config: PlainObject;
  readonly origins: Origins;
}

/** What becomes of config files that are modules: only what runs studies executes them, where it is allowed. */
export type Modules = 'execute' | 'refuse' | 'not-allowed';

const refusals = {
  refuse: 'is executed by wiretax run alone',
  'not-allowed': "is executed with allow: ['modules'] alone",
} as const;

/** A package.json is none, but has one under this key: under `wiretax` plugins describe themselves. */
export const packageKey = 'wiretaxConfig';

/** With what they import, and that imports. */
const mostFiles = 50;

export async function loadConfig(path: string, modules: Modules): Promise<ConfigFile> {
  return { path, ...(await configIn(path, modules, [], { files: 0 })) };
}

async function configIn(
  path: string,
  modules: Modules,
  importers: readonly string[],
  loaded: { files: number },
): Promise<Omit<ConfigFile, 'path'>> {
  loaded.files += 1;
  if (loaded.files > mostFiles)
    throw unreadable(importers[0] ?? path, `$import leads to more than ${String(mostFiles)} files`);
  const { $import: imports = [], ...own } = checked(path, await contentOf(path, modules));
  let below: PlainObject = {};
  const origins = new Map<string, string>();
  for (const name of Array.isArray(imports) ? (imports as readonly unknown[]) : [imports]) {
    if (typeof name !== 'string') throw unreadable(path, `$import names ${quote(name)}, which is no file`);
    const imported = resolve(dirname(path), name);
    const chain = [...importers, path];
    if (chain.includes(imported)) throw unreadable(path, `$import leads back to ${displayPath(imported)}`);
    const found = await configIn(imported, modules, chain, loaded);
    below = merge(below, found.config);
    for (const [key, origin] of found.origins) origins.set(key, origin);
  }
  const config = merge(below, own);
  checkLimits(path, config);
  return { config, origins: new Map([...origins, ...originsOf(own, path)]) };
}

/** What a file holds, whatever it is. */
async function contentOf(path: string, modules: Modules): Promise<unknown> {
  const kind = extname(path);
  if (kind === '.mjs' || kind === '.js') {
    if (modules === 'execute') return importedFrom(path);
    throw new InputError('E_CONFIG_MODULE', `${displayPath(path)} is a program, which ${refusals[modules]}`);
  }
  try {
    return parsed(path, withoutMark(await readFile(path, 'utf8')));
  } catch (error) {
    throw error instanceof InputError ? error : unreadable(path, reasonOf(error));
  }
}

function parsed(path: string, text: string): unknown {
  const ofPackage = basename(path) === 'package.json';
  // Of a package.json only a part is a config.
  if (!ofPackage) checkText(path, text);
  if (text.trim() === '') return undefined;
  switch (extname(path)) {
    case '.yaml':
    case '.yml':
      return parsedYaml(path, text);
    case '.json': {
      const value = parseJson(text);
      return ofPackage && isPlainObject(value) ? value[packageKey] : value;
    }
    default: {
      const kind = extname(path) === '' ? 'a file without extension' : extname(path);
      throw new Error(`${kind} is not known; write .yaml, .json or .mjs`);
    }
  }
}

/**
 * By cosmiconfig's loader without its search, which executes whatever is called .config/config.js. Its message has the line
 * and column; what is said before names the file once more.
 */
function parsedYaml(path: string, text: string): unknown {
  try {
    return defaultLoaders['.yaml'](path, text);
  } catch (error) {
    throw (
      conflictIn(text) ?? new Error(reasonOf(error).replace(/^YAML Error in [^\n]*:\n/, ''), { cause: error })
    );
  }
}

async function importedFrom(path: string): Promise<unknown> {
  try {
    return ((await import(pathToFileURL(path).href)) as { default?: unknown }).default;
  } catch (error) {
    throw unreadable(path, reasonOf(error));
  }
}

function unreadable(path: string, reason: string): InputError {
  return new InputError('E_CONFIG_UNREADABLE', `${displayPath(path)} can't be read as a config: ${reason}`);
}

function checked(path: string, config: unknown): PlainObject {
  checkLimits(path, config);
  if (isPlainObject(config)) return config;
  const what = config === undefined || config === null ? 'is empty' : `holds ${quote(config)}`;
  throw new InputError(
    'E_CONFIG_SHAPE',
    `${displayPath(path)} ${what}; a config is keys and values, such as transport: tcp`,
  );
}
