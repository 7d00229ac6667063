import { dirname } from 'node:path';
import { isPlainObject, type PlainObject } from './plain-object.js';

/** The file that each key was last set in; also for the keys below `settings`, where configs are merged key by key. */
export type Origins = ReadonlyMap<string, string>;

/** Every key of a config that comes from one file. */
export function originsOf(config: PlainObject, file: string): Origins {
  return new Map(
    Object.entries(config).flatMap(([key, value]) => keysOf(key, value).map((at) => [at, file])),
  );
}

function keysOf(path: string, value: unknown): readonly string[] {
  const below = path.startsWith('settings') && isPlainObject(value) ? Object.entries(value) : [];
  return [path, ...below.flatMap(([key, item]) => keysOf(`${path}.${key}`, item))];
}

/** The folder of the file that a key path was set in: what paths written there are relative to. */
export function folderOf(path: string, origins: Origins, otherwise: string): string {
  for (let at = path; at !== ''; at = at.replace(/(^|[.[])[^.[]*$/, '')) {
    const file = origins.get(at);
    if (file !== undefined) return dirname(file);
  }
  return otherwise;
}
