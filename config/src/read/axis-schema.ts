import { allAxes, type Axis, type Form } from '@wiretax/core';
import { axisLabel } from '@wiretax/core/record';
import type { PlainObject } from './plain-object.js';

export interface ConfigSchema extends PlainObject {
  readonly properties: PlainObject;
  readonly definitions: PlainObject;
}

/** The schema of configs with what the table of axes says of axes. */
export function withAxes(schema: ConfigSchema): ConfigSchema {
  const axes = allAxes();
  const names = axes.map(({ name }) => name);
  const references = Object.fromEntries(names.map((name) => [name, { $ref: `#/definitions/${name}Axis` }]));
  const keys = Object.entries(schema.properties).filter(([key]) => !names.includes(key));
  const place = keys.findIndex(([key]) => key === 'include');
  const words = axes.flatMap((axis) => (axis.words === undefined ? [] : [[axis.name, { enum: axis.words }]]));
  return {
    ...schema,
    properties: {
      ...Object.fromEntries(keys.slice(0, place)),
      ...references,
      ...Object.fromEntries(keys.slice(place)),
    },
    definitions: {
      ...schema.definitions,
      ...(Object.fromEntries(words) as PlainObject),
      ...Object.fromEntries(axes.map((axis) => [`${axis.name}Axis`, schemaOf(axis)])),
      partialAxes: { ...(schema.definitions['partialAxes'] as PlainObject), properties: references },
    },
  };
}

/** What an item of a list of values is, and what may stand without a list. */
const definitions: Readonly<Record<Form, (axis: Axis) => readonly [item: string, single?: string]>> = {
  use: ({ kind = '' }) => [kind],
  uses: ({ kind = '' }) => [kind, `${kind}Step`],
  size: () => ['size'],
  count: () => ['clients'],
  duration: () => ['durationOrZero'],
  word: ({ name }) => [name],
  flags: () => ['nodeFlags'],
  target: () => ['target'],
};

function schemaOf(axis: Axis): PlainObject {
  const [item, single = item] = definitions[axis.form](axis).map((name) => ({
    $ref: `#/definitions/${name}`,
  }));
  return {
    description: axis.description,
    default: writtenDefault(axis),
    if: { type: 'array' },
    then: { type: 'array', items: item, minItems: 1 },
    else: single,
  };
}

/** The default of an axis, as a config would write it. */
function writtenDefault(axis: Axis): unknown {
  if (axis.form === 'count') return axis.default;
  return axis.form === 'duration' && axis.default === 0 ? '0ms' : axisLabel(axis, axis.default);
}
