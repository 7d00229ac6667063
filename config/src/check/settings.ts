import type { Experiment, Host, JsonSchema } from '@wiretax/core';
import type { LoadedPlugin } from '@wiretax/core/run';
import { nearest } from '../read/nearest.js';
import { isPlainObject, type PlainObject } from '../read/plain-object.js';
import type { ProblemList } from '../read/problem-list.js';
import { reportOptions } from './schema-problems.js';
import type { FoundPlugin } from '../plugins/found-plugin.js';
import { replacedIn, settingsNow } from '../plugins/replaced.js';
import { shortName } from '../plugins/short-name.js';
import { placePaths } from './paths.js';

/** The settings of the plugins in use under their full names, each checked against the plugin's own schema. */
export function resolveSettings(
  settings: PlainObject,
  loaded: readonly LoadedPlugin[],
  known: readonly FoundPlugin[],
  { environment, folderOf }: { environment: Host['env']; folderOf: (path: string) => string },
  problems: ProblemList,
): Experiment['settings'] {
  const resolved: Record<string, PlainObject> = {};
  const named = [...loaded.map(({ plugin }) => plugin.name), ...known.map((plugin) => plugin.name)];
  const names = [...new Set(named)];
  const replaced = replacedIn(known, loaded);
  for (const [key, value] of Object.entries(settings)) {
    const path = `settings.${key}`;
    const written = [...names, ...replaced.keys()].find((full) => full === key || shortName(full) === key);
    if (written === undefined) {
      problems.add(path, 'there is no such plugin', nearest(key, names.map(shortName)));
      continue;
    }
    const name = replaced.get(written) ?? written;
    const plugin = loaded.find((candidate) => candidate.plugin.name === name)?.plugin;
    if (plugin === undefined || !isPlainObject(value)) continue;
    const schema = name === written ? plugin.settings : propertyOf(plugin.settings, shortName(written));
    if (schema !== undefined) reportOptions(schema, value, path, environment, problems);
    else if (Object.keys(value).length > 0) problems.add(path, `${written} takes no settings`);
    if (problems.covers(path)) continue;
    const below = `${shortName(name)}.${shortName(written)}`;
    if (name !== written && valueAt(settings, below) !== undefined) {
      problems.add(path, `stands under settings.${below}, too; leave one of them out`);
      continue;
    }
    resolved[written] = placePaths(value, schema, (below) => folderOf(`${path}.${below}`));
  }
  return settingsNow(resolved, replaced);
}

function valueAt(settings: PlainObject, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (isPlainObject(value) ? value[key] : undefined), settings);
}

/** The schema of one property, if there is one. */
function propertyOf(schema: JsonSchema | undefined, key: string): JsonSchema | undefined {
  const properties = schema?.['properties'];
  const found = isPlainObject(properties) ? properties[key] : undefined;
  return isPlainObject(found) ? found : undefined;
}
