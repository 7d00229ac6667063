import { realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type InputCode, InputError, type Plugin, reasonOf, WiretaxError } from '@wiretax/core';
import { bridgeCore, type LoadedPlugin } from '@wiretax/core/run';
import { displayPath } from '../read/display-path.js';
import { isPlainObject } from '../read/plain-object.js';
import { quote } from '../read/quote.js';
import { noteImport } from './begun-imports.js';
import { runningCore, seesForeignCore } from './core-seen.js';
import { type FoundPlugin, remedyFor } from './found-plugin.js';
import { importRemedy } from './import-remedy.js';
import { installedDependencies } from './installed-dependencies.js';

/** One after the other, so that errors always come in the same order. Throws all of them at once. */
export async function importPlugins(plugins: readonly FoundPlugin[]): Promise<readonly LoadedPlugin[]> {
  const loaded: LoadedPlugin[] = [];
  const failures: WiretaxError[] = [];
  for (const plugin of plugins) {
    try {
      loaded.push(await importPlugin(plugin));
    } catch (error) {
      if (!(error instanceof WiretaxError)) throw error;
      failures.push(error);
    }
  }
  const [failure] = failures;
  if (failure === undefined) return loaded;
  if (failures.length === 1) throw failure;
  const problems = failures.map(({ message }) => ({ path: '', message }));
  throw new InputError('E_PLUGINS', `${String(failures.length)} plugins can't be used`, problems);
}

const origins = new WeakMap<LoadedPlugin, FoundPlugin>();

/** Where a plugin came from that was imported here. */
export function importedFrom(plugin: LoadedPlugin): FoundPlugin | undefined {
  return origins.get(plugin);
}

/**
 * Imports a plugin's entry module: the only place where a module is imported by a path that stands in a file. What it is
 * given was found by the user's installation, config or flag, never by what a stored run says. Throws a
 * WiretaxError that names the plugin and what is wrong with it.
 */
export async function importPlugin(found: FoundPlugin): Promise<LoadedPlugin> {
  if (found.broken !== undefined) {
    throw refusal(
      'E_PLUGIN_BROKEN',
      `plugin ${found.name} can't be used: ${found.broken}; ${remedyFor(found)}`,
    );
  }
  const entry = pathToFileURL(found.entry).href;
  const foreignCore = seesForeignCore(found.folder);
  if (foreignCore) bridgeCore();
  noteImport(found, entry);
  let module: unknown;
  try {
    module = await import(entry);
  } catch (error) {
    const remedy = importRemedy(error, found.entry, runningCore()?.version ?? '') ?? remedyFor(found);
    const text = `plugin ${found.name} can't be imported: ${reasonOf(error)} (in ${displayPath(found.entry)}); ${remedy}`;
    throw refusal('E_PLUGIN_IMPORT', text, error);
  }
  const plugin = (module as { default?: unknown }).default;
  const fault = pluginFault(plugin);
  if (fault !== undefined) {
    const advice = 'it must default-export definePlugin({ name, api, apply })';
    throw refusal(
      'E_PLUGIN_SHAPE',
      `plugin ${found.name}: ${fault}; ${advice} (in ${displayPath(found.entry)})`,
    );
  }
  const loaded: LoadedPlugin = {
    plugin: plugin as Plugin,
    version: found.version,
    entry,
    // As stacks show it: Node.js imports from where a linked package really is.
    ...(found.bare ? {} : { folder: realpathSync(found.folder) }),
    foreignCore,
    dependencies: found.bare ? {} : installedDependencies(found.folder),
  };
  origins.set(loaded, found);
  return loaded;
}

/** What keeps a value from being a plugin; undefined if nothing does. */
export function pluginFault(plugin: unknown, what = 'its default export'): string | undefined {
  if (plugin === undefined) return 'it has no default export';
  if (!isPlainObject(plugin)) return `${what} is ${quote(plugin)}`;
  // As TypeScript and Babel compile `export default` for CommonJS.
  if (plugin['__esModule'] === true && 'default' in plugin)
    return 'it is CommonJS, and plugins are ES modules: compile it to those ("module": "nodenext", and "type": "module" in package.json)';
  if (typeof plugin['name'] !== 'string') return `${what} has no name`;
  if (typeof plugin['apply'] !== 'function') return `${what} has no apply function`;
  return undefined;
}

function refusal(code: InputCode, text: string, cause?: unknown): WiretaxError {
  return new WiretaxError(code, text, { cause });
}
