import { loadConfig } from '@wiretax/config/read/file.js';
import { presetFiles } from '@wiretax/config/read/presets.js';
import { type Clash, clashes } from '@wiretax/config/plugins/catalogue.js';
import type { FoundPlugin, Origin } from '@wiretax/config/plugins/found-plugin.js';
import { type Kind, kinds, kindTable } from '@wiretax/core';

/** A name that can be used, and the plugin that it comes from. */
export interface ListedName {
  readonly name: string;
  readonly plugin: string;
  readonly version: string;
  readonly origin: Origin;
  readonly description: string;
  readonly broken?: string;
  /** What is wrong although it can be used: with the plugin, or with this name, which others provide as well. */
  readonly remarks?: readonly string[];
}

export interface ListedPlugin extends ListedName {
  readonly provides: Readonly<Partial<Record<Kind, readonly string[]>>>;
  readonly hooks: readonly string[];
}

export interface ListedPreset {
  readonly name: string;
  readonly description: string;
  readonly file: string;
}

/** Everything, by the plural of its kind, and `presets` and `plugins`. */
export async function inventory(
  plugins: readonly FoundPlugin[],
): Promise<Readonly<Record<string, readonly (ListedName | ListedPreset)[]>>> {
  const byKind = kinds.map((kind) => [kindTable[kind].plural, namesOfKind(plugins, kind)] as const);
  return { ...Object.fromEntries(byKind), presets: await presets(), plugins: plugins.map(listedPlugin) };
}

function namesOfKind(plugins: readonly FoundPlugin[], kind: Kind): readonly ListedName[] {
  const taken = clashes(plugins).filter((clash) => clash.kind === kind);
  const names = plugins.flatMap((plugin) =>
    (plugin.provides[kind] ?? []).map((name) => ({
      name,
      ...ownerOf(plugin),
      ...clashOf(plugin, name, taken),
    })),
  );
  return names.sort((a, b) => a.name.localeCompare(b.name));
}

function clashOf(plugin: FoundPlugin, name: string, taken: readonly Clash[]): Pick<ListedName, 'remarks'> {
  const owners = taken.find((clash) => clash.name === name && clash.plugins.includes(plugin))?.plugins ?? [];
  const others = owners.filter((owner) => owner !== plugin).map((owner) => owner.name);
  return others.length === 0
    ? {}
    : { remarks: [`also provided by ${others.join(' and ')}; a run that uses it is refused`] };
}

function listedPlugin(plugin: FoundPlugin): ListedPlugin {
  const { name, provides, hooks, remarks } = plugin;
  return { name, ...ownerOf(plugin), provides, hooks, ...(remarks === undefined ? {} : { remarks }) };
}

function ownerOf(plugin: FoundPlugin): Omit<ListedName, 'name'> {
  const { name, version, origin, description, broken } = plugin;
  return { plugin: name, version, origin, description, ...(broken === undefined ? {} : { broken }) };
}

async function presets(): Promise<readonly ListedPreset[]> {
  const listed = [...presetFiles()].map(async ([name, file]) => {
    const { description } = (await loadConfig(file, 'refuse')).config;
    return { name, description: typeof description === 'string' ? description : '', file };
  });
  return Promise.all(listed);
}
