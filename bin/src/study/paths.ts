import { resolve } from 'node:path';
import type { Axes, JsonSchema, Use } from '@wiretax/core';
import { type Kernel, mapMarked } from '@wiretax/core/runtime';
import type { Draft } from '../config/experiment.js';
import type { PlainObject } from '../config/plain-object.js';

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

interface Schemas {
  get(name: string): { readonly options?: JsonSchema } | undefined;
}

/** The same for everything that an experiment uses, by the folder of what its key was written in. Labels stay as they are. */
export function placePathsOf<T extends Omit<Draft, 'settings'>>(
  draft: T,
  kernel: Kernel,
  folderOf: (key: string) => string,
): T {
  const place = (use: Use, catalog: Schemas, key: string): Use => ({
    ...use,
    options: placePaths(use.options, catalog.get(use.use)?.options, () => folderOf(key)),
  });
  const axesOf = <A extends Partial<Axes>>(axes: A, key?: string): A => ({
    ...axes,
    ...(axes.transport && {
      transport: axes.transport.map((use) => place(use, kernel.transports, key ?? 'transport')),
    }),
    ...(axes.flow && {
      flow: axes.flow.map((chain) => chain.map((use) => place(use, kernel.flows, key ?? 'flow'))),
    }),
  });
  return {
    ...draft,
    axes: axesOf(draft.axes),
    include: draft.include.map((axes) => axesOf(axes, 'include')),
    load: place(draft.load, kernel.loads, 'load'),
    collectors: draft.collectors.map((use) => place(use, kernel.collectors, 'collectors')),
  };
}
