import { dirname } from 'node:path';
import type { PlainObject } from '../read/plain-object.js';
import { configuredPlugin } from './configured-plugins.js';
import { defaultPlugins } from './default-plugins.js';
import { type FoundPlugin, type Origin, provides } from './found-plugin.js';
import { type Installation, installedPlugins } from './installed-plugins.js';
import { type Kind, kinds } from '@wiretax/core';

export interface Configured {
  readonly specifiers: readonly string[];
  /** The folder of the config that names them. */
  readonly folder: string;
}

/** The plugins that a merged config names, and the folder of the file that names them. */
export function configuredIn(
  config: PlainObject,
  source: { readonly path: string; readonly origins: ReadonlyMap<string, string> },
): Configured {
  const { plugins } = config;
  const names: readonly unknown[] = Array.isArray(plugins) ? plugins : [plugins];
  return {
    specifiers: names.filter((name) => typeof name === 'string'),
    folder: dirname(source.origins.get('plugins') ?? source.path),
  };
}

/**
 * Every plugin that can be used, found by reading package.json files only. Of a package that is found
 * twice the one that was asked for more explicitly counts: config over installed over default. Without an installation nothing
 * that `wiretax plugins` has installed is among them.
 */
export function findPlugins(
  installation: Installation | undefined,
  configured: Configured,
): readonly FoundPlugin[] {
  const installed = installation === undefined ? [] : installedPlugins(installation);
  const others = [...defaultPlugins(), ...installed];
  const named = configured.specifiers.map((name) => configuredPlugin(name, configured.folder, others));
  return mostExplicit([...others, ...named]);
}

const explicitness: Readonly<Record<Origin, number>> = {
  default: 0,
  installed: 1,
  linked: 1,
  config: 2,
  allowed: 3,
  given: 3,
};

/** Two different folders with one name and equally asked for are both kept: the kernel refuses them by name. */
export function mostExplicit(plugins: readonly FoundPlugin[]): readonly FoundPlugin[] {
  const byEntry = [...new Map(plugins.map((plugin) => [`${plugin.name} ${plugin.entry}`, plugin])).values()];
  return byEntry.filter((plugin) =>
    byEntry.every(
      (other) => other.name !== plugin.name || explicitness[other.origin] <= explicitness[plugin.origin],
    ),
  );
}

/** Names of a kind that usable plugins say they provide. */
export function namesOf(plugins: readonly FoundPlugin[], kind: Kind): readonly string[] {
  return plugins.flatMap((plugin) => (plugin.broken === undefined ? (plugin.provides[kind] ?? []) : []));
}

export interface Clash {
  readonly kind: Kind;
  readonly name: string;
  readonly plugins: readonly FoundPlugin[];
}

/** Names that more than one usable plugin provides. */
export function clashes(plugins: readonly FoundPlugin[]): readonly Clash[] {
  const usable = plugins.filter((plugin) => plugin.broken === undefined);
  return kinds.flatMap((kind) =>
    [...new Set(namesOf(usable, kind))]
      .map((name) => ({ kind, name, plugins: usable.filter((plugin) => provides(plugin, kind, name)) }))
      .filter((clash) => clash.plugins.length > 1),
  );
}
