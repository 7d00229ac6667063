import { InputError } from '@wiretax/core';
import { resolveExtends } from '../config/extends.js';
import { findConfig } from '../config/file.js';
import { configuredIn, findPlugins } from '../plugins/catalogue.js';
import type { FoundPlugin } from '../plugins/found-plugin.js';
import type { Installation } from '../plugins/installed-plugins.js';

/**
 * Every plugin that a run in this folder could use, the project's config included. A config that can't be
 * read stops nothing; `warn` is told.
 */
export async function knownPlugins(
  installation: Installation,
  folder: string,
  warn: (text: string) => void,
): Promise<readonly FoundPlugin[]> {
  try {
    const file = await findConfig(folder);
    if (file !== undefined) {
      const { config, origins } = await resolveExtends(file);
      return findPlugins(installation, configuredIn(config, { path: file.path, origins }));
    }
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    warn(`plugins of the config are left out: ${error.message}`);
  }
  return findPlugins(installation, { specifiers: [], folder });
}
