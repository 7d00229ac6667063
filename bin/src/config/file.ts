import { basename, extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cosmiconfig, defaultLoaders, type Loader } from 'cosmiconfig';
import { InputError, reasonOf } from '@wiretax/core';
import { checkLimits, checkText } from './config-limits.js';
import { displayPath } from './display-path.js';
import { isPlainObject, type PlainObject } from './plain-object.js';
import { quote } from './quote.js';

/** A config file as written, `$import` done, `extends` not yet. */
export interface ConfigFile {
  readonly path: string;
  readonly config: PlainObject;
}

/** With what they import, and that imports. */
const mostFiles = 50;

function explorer(): ReturnType<typeof cosmiconfig> {
  let files = 0;
  const limited =
    (load: Loader): Loader =>
    async (path, text) => {
      files += 1;
      if (files > mostFiles) throw new Error(`$import leads to more than ${String(mostFiles)} files`);
      // Of a package.json only a part is a config.
      if (basename(path) === 'package.json') return load(path, text) as unknown;
      checkText(path, text);
      const config: unknown = await load(path, text);
      checkLimits(path, config);
      return config;
    };
  const [yaml, module] = [limited(defaultLoaders['.yaml']), limited(importDefault)];
  return cosmiconfig('wiretax', {
    searchPlaces: ['yaml', 'yml', 'json', 'mjs']
      .map((kind) => `wiretax.config.${kind}`)
      .concat('package.json'),
    // Plugin packages describe themselves under `wiretax` in their package.json.
    packageProp: 'wiretaxConfig',
    searchStrategy: 'project',
    mergeImportArrays: false,
    loaders: {
      '.yaml': yaml,
      '.yml': yaml,
      '.json': limited((_, text) => JSON.parse(text) as unknown),
      '.mjs': module,
      '.js': module,
      '.ts': refuse,
      default: refuse,
    },
  });
}

/** The config file of the project that `folder` is in; undefined if it has none. */
export async function findConfig(folder: string): Promise<ConfigFile | undefined> {
  const found = await reading(() => explorer().search(folder), `a config near ${folder}`);
  return found === null ? undefined : checked(found.filepath, found.config);
}

export async function loadConfig(path: string): Promise<ConfigFile> {
  const found = await reading(() => explorer().load(path), path);
  return checked(path, found?.config);
}

async function reading<T>(read: () => Promise<T>, subject: string): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof InputError) throw error;
    const path = error instanceof Error && 'filepath' in error ? String(error.filepath) : subject;
    const reason = reasonOf(error).replace(/^YAML Error in .*:\n/, '');
    throw new InputError('E_CONFIG_UNREADABLE', `${displayPath(path)} can't be read as a config: ${reason}`);
  }
}

function checked(path: string, config: unknown): ConfigFile {
  checkLimits(path, config);
  if (isPlainObject(config)) return { path, config };
  const what = config === undefined || config === null ? 'is empty' : `holds ${quote(config)}`;
  throw new InputError(
    'E_CONFIG_SHAPE',
    `${displayPath(path)} ${what}; a config is keys and values, such as transport: tcp`,
  );
}

/** The library's own loader hides what is wrong with a module behind what `require` says of it. */
async function importDefault(path: string): Promise<unknown> {
  return ((await import(pathToFileURL(path).href)) as { default?: unknown }).default;
}

function refuse(path: string): never {
  const kind = extname(path) === '' ? 'a file without extension' : extname(path);
  throw new Error(`${kind} is not known; write .yaml, .json or .mjs`);
}
