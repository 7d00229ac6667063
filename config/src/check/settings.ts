import type { Experiment, Host } from '@wiretax/core';
import type { LoadedPlugin } from '@wiretax/core/runtime';
import { nearest } from '../read/nearest.js';
import { isPlainObject, type PlainObject } from '../read/plain-object.js';
import type { ProblemList } from '../read/problem-list.js';
import { reportOptions } from './schema-problems.js';
import { shortName } from '../plugins/short-name.js';
import { placePaths } from './paths.js';

/** The settings of the plugins in use under their full names, each checked against the plugin's own schema. */
export function resolveSettings(
  settings: PlainObject,
  loaded: readonly LoadedPlugin[],
  known: readonly string[],
  { environment, folderOf }: { environment: Host['env']; folderOf: (path: string) => string },
  problems: ProblemList,
): Experiment['settings'] {
  const resolved: Record<string, PlainObject> = {};
  const names = [...new Set([...loaded.map(({ plugin }) => plugin.name), ...known])];
  for (const [key, value] of Object.entries(settings)) {
    const path = `settings.${key}`;
    const name = names.find((full) => full === key || shortName(full) === key);
    if (name === undefined) {
      problems.add(path, 'there is no such plugin', nearest(key, names.map(shortName)));
      continue;
    }
    const plugin = loaded.find((candidate) => candidate.plugin.name === name)?.plugin;
    if (plugin === undefined || !isPlainObject(value)) continue;
    if (plugin.settings !== undefined) reportOptions(plugin.settings, value, path, environment, problems);
    else if (Object.keys(value).length > 0) problems.add(path, `${name} takes no settings`);
    if (!problems.covers(path))
      resolved[name] = placePaths(value, plugin.settings, (below) => folderOf(`${path}.${below}`));
  }
  return resolved;
}
