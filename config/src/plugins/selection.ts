import type { Mention } from '../read/located.js';
import type { ProblemList } from '../read/problem-list.js';
import { type FoundPlugin, provides, remedyFor } from './found-plugin.js';
import type { Kind } from '@wiretax/core';

/**
 * The plugins that an experiment needs: those that provide a name in use, those that tap hooks or analyse,
 * and all that a config names. A name that two plugins provide, or only a broken one, is reported.
 */
export function selectPlugins(
  plugins: readonly FoundPlugin[],
  mentions: readonly Mention[],
  problems: ProblemList,
): readonly FoundPlugin[] {
  const needed = new Set(plugins.filter(alwaysNeeded));
  const decided = new Set<string>();
  for (const { kind, name, path, excluded } of mentions) {
    const key = `${kind} ${name}`;
    if (excluded || decided.has(key)) continue;
    decided.add(key);
    const provider = onlyProvider(plugins, kind, name, path, problems);
    if (provider !== undefined) needed.add(provider);
  }
  return plugins.filter((plugin) => needed.has(plugin));
}

function alwaysNeeded(plugin: FoundPlugin): boolean {
  if (plugin.origin === 'config') return true;
  const general = plugin.hooks.length > 0 || plugin.provides.analysis !== undefined;
  return general && plugin.broken === undefined;
}

function onlyProvider(
  plugins: readonly FoundPlugin[],
  kind: Kind,
  name: string,
  path: string,
  problems: ProblemList,
): FoundPlugin | undefined {
  const providers = plugins.filter((plugin) => provides(plugin, kind, name));
  const [usable, ...others] = providers.filter((plugin) => plugin.broken === undefined);
  const [broken] = providers;
  if (usable === undefined) {
    if (broken !== undefined && broken.origin !== 'config') {
      problems.add(
        path,
        `${kind} ${name} comes from ${broken.name}, which can't be used: ${broken.broken ?? ''}; ${remedyFor(broken)}`,
      );
    }
    return undefined;
  }
  if (others.length > 0) {
    const owners = [usable, ...others].map((plugin) => `${plugin.name} (${plugin.origin})`).join(' and ');
    problems.add(path, `${kind} ${name} is provided by ${owners}; leave one of them out`);
  }
  return usable;
}
