import { Config } from '@oclif/core';
import { readPluginList } from '@wiretax/config/plugins/plugin-list.js';
import { commandPlugin } from './command-plugin.js';

/**
 * oclif's config with the plugins that the user has installed. oclif would load them by itself, but imports
 * their commands on every start, runs their hooks, and reports what fails in five lines that don't name it.
 */
export async function loadOclifConfig(root: string): Promise<Config> {
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
  const plugins = unloadable.length === 1 ? 'plugin' : 'plugins';
  const warnings = [
    ...(unreadable === undefined ? [] : [unreadable]),
    ...(unloadable.length === 0
      ? []
      : [`installed ${plugins} ${unloadable.join(', ')} can't be loaded; wiretax doctor says why`]),
  ];
  // What it takes to say something is loaded when there is something to say.
  if (warnings.length > 0) {
    const { printWarning } = await import('../failure/print-warning.js');
    warnings.forEach(printWarning);
  }
  return config;
}
