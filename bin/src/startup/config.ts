import { Config } from '@oclif/core';
import { readPluginList } from '../plugins/plugin-list.js';
import { commandPlugin } from './command-plugin.js';

/**
 * oclif's config with the plugins that the user has installed. oclif would load them by itself, but imports
 * their commands on every start, runs their hooks, and reports what fails in five lines that don't name it.
 */
export async function loadConfig(root: string, warn: (text: string) => void): Promise<Config> {
  const config = await Config.load({ root, userPlugins: false });
  const { packages, unreadable } = readPluginList(config.dataDir);
  const unloadable: string[] = [];
  for (const listed of packages) {
    try {
      const plugin = await commandPlugin(listed);
      if (!config.plugins.has(plugin.name)) config.plugins.set(plugin.name, plugin);
    } catch {
      unloadable.push(listed.name);
    }
  }
  if (unreadable !== undefined) warn(unreadable);
  if (unloadable.length > 0) {
    const plugins = unloadable.length === 1 ? 'plugin' : 'plugins';
    warn(`installed ${plugins} ${unloadable.join(', ')} can't be loaded; wiretax doctor says why`);
  }
  return config;
}
