import { reasonOf } from '@wiretax/core';
import { type ListedPackage, readPluginList } from '@wiretax/config/plugins/plugin-list.js';
import { readPluginPackage } from '@wiretax/config/plugins/package-manifest.js';
import { preparePluginList, installPlugin } from './install.js';
import type { NpmSettings } from './npm.js';
import { parseSpecifier, type Specifier } from './specifier.js';

export interface Updated {
  readonly name: string;
  readonly from: string;
  /** The version that is there now. */
  readonly to: string;
  /** Why it stays as it was. */
  readonly refused?: string;
}

/** Brings every installed plugin to the newest version of what was asked for. One that is refused stays as it is. */
export async function updatePlugins(dataDir: string, settings: NpmSettings): Promise<readonly Updated[]> {
  preparePluginList(dataDir);
  const updated: Updated[] = [];
  for (const listed of readPluginList(dataDir).packages) {
    if (listed.type === 'user') updated.push(await updatePlugin(listed, dataDir, settings));
  }
  return updated;
}

async function updatePlugin(listed: ListedPackage, dataDir: string, settings: NpmSettings): Promise<Updated> {
  const { name, folder } = listed;
  const from = readPluginPackage(folder, 'installed', name).version;
  try {
    const { plugin } = await installPlugin(askedFor(listed), dataDir, settings);
    return { name, from, to: plugin.version };
  } catch (error) {
    return { name, from, to: from, refused: reasonOf(error) };
  }
}

function askedFor({ name, tag, url }: ListedPackage): Specifier {
  return url === undefined
    ? { from: 'registry', name, tag: tag ?? 'latest' }
    : parseSpecifier(url, process.cwd());
}
