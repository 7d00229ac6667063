import type { FoundPlugin } from './found-plugin.js';
import { readPluginPackage } from './package-manifest.js';
import { readPluginList } from './plugin-list.js';

/** As much of oclif's config as is needed to find what `wiretax plugins` has installed. */
export interface Installation {
  readonly dataDir: string;
}

/** Plugins that `wiretax plugins install` or `link` has added, also those that can't be used. */
export function installedPlugins({ dataDir }: Installation): readonly FoundPlugin[] {
  return readPluginList(dataDir).packages.map(({ name, type, folder }) =>
    readPluginPackage(folder, type === 'link' ? 'linked' : 'installed', name),
  );
}
