import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { InputError, type Plugin, type Problem } from '@wiretax/core';
import type { LoadedPlugin } from '@wiretax/core/run';
import { displayPath } from '../read/display-path.js';
import { isPlainObject } from '../read/plain-object.js';
import { allowedPlugins } from './allowed-plugins.js';
import { importPlugins, pluginFault } from './imported-plugin.js';

/** A plugin of the program that embeds Wiretax, and where peers find it. */
export interface PluginModule {
  readonly plugin: Plugin;
  /**
   * Address (`file:`) of the module that has the plugin as its default export, such as `import.meta.resolve('./udp.js')`. Every
   * peer imports it, so that it must have no side effect, and can't be the program itself.
   */
  readonly entry: string | URL;
}

/**
 * A plugin that a program gives of its own accord: the object itself, if it does its work in the program's process (taps, links,
 * analyses, reporters, outside collectors); the object with its module, if peers need it too (transports, codecs, flows, loads, inside
 * collectors); or the path or name of a package, or the path of a module.
 */
export type GivenPlugin = Plugin | PluginModule | string;

const scheme = 'embedded:';

/** Whether a plugin was given without a module, so that no peer can have it. */
export function isEmbedded({ entry }: Pick<LoadedPlugin, 'entry'>): boolean {
  return entry.startsWith(scheme);
}

/** Imports those that are named, from where `folder` sees them. Throws one error with all that is wrong with the others. */
export async function loadGiven(
  given: readonly GivenPlugin[],
  folder: string,
): Promise<readonly LoadedPlugin[]> {
  throwAll(given.map(faultOf));
  const paths = given.flatMap((each) => (isObject(each) ? [] : [pathOf(each) ?? '']));
  const found = allowedPlugins(paths, folder).map((plugin) => ({ ...plugin, origin: 'given' as const }));
  const imported = [...(await importPlugins(found))];
  const loaded = given.map((each) => (isObject(each) ? embedded(each) : imported.shift()));
  throwAll(given.map((each, index) => mismatch(each, loaded[index])));
  return loaded.filter((plugin) => plugin !== undefined);
}

function isObject(given: GivenPlugin): given is Plugin {
  return typeof given !== 'string' && !(isPlainObject(given) && 'plugin' in given);
}

/** Undefined for an address that is no file's. */
function pathOf(given: PluginModule | string): string | undefined {
  if (typeof given === 'string') return given;
  try {
    return fileURLToPath(given.entry);
  } catch {
    return undefined;
  }
}

function faultOf(given: GivenPlugin): string | undefined {
  if (isObject(given)) return pluginFault(given, 'it');
  const path = pathOf(given);
  if (path === undefined) return "its entry isn't the address (file:) of a module";
  // It would wait for itself here, and every peer would start it again.
  return isProgram(path) ? 'its entry is the program itself; give the plugin a module of its own' : undefined;
}

function isProgram(path: string): boolean {
  const [, script] = process.argv;
  try {
    return script !== undefined && realpathSync(script) === realpathSync(path);
  } catch {
    return false;
  }
}

function mismatch(given: GivenPlugin, loaded: LoadedPlugin | undefined): string | undefined {
  if (typeof given === 'string' || isObject(given) || given.plugin === loaded?.plugin) return undefined;
  return `it isn't the default export of ${displayPath(pathOf(given) ?? '')}`;
}

function embedded(plugin: Plugin): LoadedPlugin {
  return { plugin, version: 'local', entry: `${scheme}${plugin.name}`, dependencies: {} };
}

function throwAll(faults: readonly (string | undefined)[]): void {
  const problems = faults.flatMap((message, index): readonly Problem[] =>
    message === undefined ? [] : [{ path: `options.plugins[${String(index)}]`, message }],
  );
  if (problems.length > 0)
    throw new InputError('E_PLUGIN_SHAPE', "plugins that were given can't be used", problems);
}
