import { InputError } from '@wiretax/core';
import { resolveExtends } from '@wiretax/config/read/extends.js';
import { loadConfig } from '@wiretax/config/read/file.js';
import { findConfig } from '@wiretax/config/read/search.js';
import { configuredIn, findPlugins } from '@wiretax/config/plugins/catalogue.js';
import type { FoundPlugin } from '@wiretax/config/plugins/found-plugin.js';
import type { Installation } from '@wiretax/config/plugins/installed-plugins.js';

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
