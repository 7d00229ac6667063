import type { Experiment, Manifest } from '@wiretax/core';
import type { LoadedPlugin } from '@wiretax/core/run';
import type { FoundPlugin } from './found-plugin.js';
import { shortName } from './short-name.js';

/** Which package took the place of another: former name → name. */
export type Replaced = ReadonlyMap<string, string>;

/**
 * As the packages say themselves: `wiretax.replaces` in their package.json. One that is still there, among them or among those `beside`
 * them, is replaced by none.
 */
export function replacedIn(plugins: readonly FoundPlugin[], beside: readonly LoadedPlugin[] = []): Replaced {
  const present = new Set([...plugins.map(({ name }) => name), ...beside.map(({ plugin }) => plugin.name)]);
  const pairs = plugins.flatMap(({ name, replaces = [] }) =>
    replaces.map((former) => [former, name] as const),
  );
  return new Map(pairs.filter(([former]) => !present.has(former)));
}

/** The plugins of a stored run by the names that they have now, each once. */
export function pluginsNow(used: Manifest['plugins'], replaced: Replaced): Manifest['plugins'] {
  const now = used.map((plugin) => ({ ...plugin, name: replaced.get(plugin.name) ?? plugin.name }));
  return now.filter(({ name }, index) => now.findIndex((other) => other.name === name) === index);
}

/** Settings of a replaced package stand under its short name in those of the package that took its place. */
export function settingsNow(settings: Experiment['settings'], replaced: Replaced): Experiment['settings'] {
  const now: Record<string, Readonly<Record<string, unknown>>> = {};
  for (const [name, values] of Object.entries(settings)) {
    const successor = replaced.get(name);
    if (successor === undefined) now[name] = { ...now[name], ...values };
    else now[successor] = { ...now[successor], [shortName(name)]: values };
  }
  return now;
}
