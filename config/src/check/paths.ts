import { resolve } from 'node:path';
import type { Experiment, JsonSchema } from '@wiretax/core';
import { type Kernel, mapMarked } from '@wiretax/core/run';
import type { PlainObject } from '../read/plain-object.js';
import { mapUses } from './uses.js';

/** Options with each path (`format: path` in their schema) made absolute that is relative to a folder. */
export function placePaths(
  options: PlainObject,
  schema: JsonSchema | undefined,
  folderOf: (path: string) => string,
): PlainObject {
  return mapMarked(
    options,
    schema,
    ({ format }) => format === 'path',
    (path, key) => (typeof path === 'string' ? resolve(folderOf(key), path) : path),
  );
}

/** The same for everything that an experiment uses, by the folder of what its key was written in. Labels stay as they are. */
export function placePathsOf<T extends Omit<Experiment, 'settings'>>(
  experiment: T,
  kernel: Kernel,
  folderOf: (key: string) => string,
): T {
  return mapUses(experiment, kernel, (use, { key, schema }) => ({
    ...use,
    options: placePaths(use.options, schema, () => folderOf(key)),
  }));
}
