import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf, WiretaxError } from '@wiretax/core';
import { displayPath } from '@wiretax/config/read/display-path.js';
import { addToPluginList, ensurePluginList, readPluginList } from '@wiretax/config/plugins/plugin-list.js';
import { npm, type NpmSettings } from './npm.js';
import { npmArgument, type Specifier } from './specifier.js';
import { installOf, type Tried, tryInstallation } from './trial-installation.js';

/**
 * Installs a plugin into the data folder, or throws a WiretaxError and leaves that as it was. Nothing of the
 * plugin is imported; only its install scripts run, if the settings allow them.
 */
export async function installPlugin(
  specifier: Specifier,
  dataDir: string,
  settings: NpmSettings,
): Promise<Tried> {
  preparePluginList(dataDir);
  const meant = await resolveShortName(specifier, dataDir, settings);
  const tried = await tryInstallation(npmArgument(meant), settings);
  const { name, version } = tried.plugin;
  // npm runs the scripts of a package once, when it puts it there.
  if (
    settings.allowScripts &&
    tried.withScripts.length > 0 &&
    existsSync(join(dataDir, 'node_modules', name))
  ) {
    await npm(['uninstall', name], dataDir, { ...settings, allowScripts: false });
  }
  const argument = meant.from === 'registry' ? `${name}@${version}` : npmArgument(meant);
  await npm(installOf(argument), dataDir, settings);
  addToPluginList(
    dataDir,
    meant.from === 'registry'
      ? { name, type: 'user', tag: meant.tag }
      : { name, type: 'user', url: meant.from === 'path' ? `file:${meant.path}` : meant.url },
  );
  return tried;
}

/** Throws if the list of what is installed can't be read, for it must not be overwritten then, or not be written. */
export function preparePluginList(dataDir: string): void {
  const { unreadable } = readPluginList(dataDir);
  if (unreadable !== undefined) throw new WiretaxError('E_PLUGIN_LIST', unreadable);
  try {
    ensurePluginList(dataDir);
  } catch (error) {
    const text = `plugins can't be kept in ${displayPath(dataDir)}: ${reasonOf(error)}; set WIRETAX_DATA_DIR to a folder that can be written`;
    throw new WiretaxError('E_PLUGIN_LIST', text, { cause: error });
  }
}

/** `udp` is @wiretax/plugin-udp, if the registry has that. */
async function resolveShortName(
  specifier: Specifier,
  dataDir: string,
  settings: NpmSettings,
): Promise<Specifier> {
  if (specifier.from !== 'registry' || /^(@|wiretax-plugin-)/.test(specifier.name)) return specifier;
  const name = `@wiretax/plugin-${specifier.name}`;
  try {
    await npm(['view', name, 'version'], dataDir, settings);
    return { ...specifier, name };
  } catch {
    return specifier;
  }
}
