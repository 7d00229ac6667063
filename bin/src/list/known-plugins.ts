import { InputError } from '@wiretax/core';
import { resolveExtends } from '../config/extends.js';
import { loadConfig } from '../config/file.js';
import { findConfig } from '../config/search.js';
import { configuredIn, findPlugins } from '../plugins/catalogue.js';
import type { FoundPlugin } from '../plugins/found-plugin.js';
import type { Installation } from '../plugins/installed-plugins.js';

/**
 * Every plugin that a run in this folder could use, those that the project's config names included, as far as it can be
 * read without executing anything. What can't be read stops nothing; `warn` is told.
 */
export async function knownPlugins(
  installation: Installation,
  folder: string,
  warn: (text: string) => void,
): Promise<readonly FoundPlugin[]> {
  try {
    const path = findConfig(folder, { tell: warn });
    if (path !== undefined) {
      const { config, origins } = await resolveExtends(await loadConfig(path, 'refuse'), 'refuse');
      return findPlugins(installation, configuredIn(config, { path, origins }));
    }
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    warn(`plugins of the config are left out: ${error.message}`);
  }
  return findPlugins(installation, { specifiers: [], folder });
}
