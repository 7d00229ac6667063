import { existsSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { WiretaxError } from '@wiretax/core';
import { displayPath } from '@wiretax/config/read/display-path.js';
import type { FoundPlugin } from '@wiretax/config/plugins/found-plugin.js';
import { readPluginPackage } from '@wiretax/config/plugins/package-manifest.js';
import { addToPluginList } from '@wiretax/config/plugins/plugin-list.js';
import { preparePluginList } from './install.js';
import { npm, type NpmSettings } from './npm.js';

/**
 * Makes a plugin's folder part of the command line, as it is and as it will be. Installs its dependencies
 * first if it has npm's lock file. Throws a WiretaxError if it is no plugin that can be used.
 */
export async function linkPlugin(
  path: string,
  dataDir: string,
  install: boolean,
  settings: NpmSettings,
): Promise<FoundPlugin> {
  preparePluginList(dataDir);
  const asked = resolve(path);
  if (!existsSync(asked)) throw refused(`there is no folder ${displayPath(asked)}`);
  const folder = realpathSync(asked);
  const plugin = readPluginPackage(folder, 'linked', path);
  if (plugin.broken !== undefined) throw refused(`${plugin.name} was not linked: ${plugin.broken}`);
  if (install && existsSync(join(folder, 'package-lock.json'))) await npm(['install'], folder, settings);
  addToPluginList(dataDir, { name: plugin.name, type: 'link', root: folder });
  return plugin;
}

function refused(text: string): WiretaxError {
  return new WiretaxError('E_PLUGIN_REFUSED', text);
}
