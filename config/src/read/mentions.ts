import { allAxes, type Axis, type Kind } from '@wiretax/core';
import { axisLabel } from '@wiretax/core/record';
import { isPlainObject, type PlainObject } from './plain-object.js';

/** A place where a config names a contribution. */
export interface Mention {
  readonly kind: Kind;
  readonly name: string;
  readonly options: PlainObject;
  readonly path: string;
  /** Named only to be left out of the matrix. */
  readonly excluded: boolean;
}

/** What is used when a key is left out. */
function defaults(): PlainObject {
  const axes = naming().map((axis) => [axis.name, axisLabel(axis, axis.default)]);
  return { ...(Object.fromEntries(axes) as PlainObject), collectors: 'usage', reporters: 'table' };
}

/** The axes whose values are contributions. */
function naming(): readonly (Axis & { readonly kind: Kind })[] {
  return allAxes().filter((axis): axis is Axis & { readonly kind: Kind } => axis.kind !== undefined);
}

function kindsOfKeys(): Readonly<Record<string, Kind>> {
  const axes = naming().map(({ name, kind }) => [name, kind]);
  return {
    ...(Object.fromEntries(axes) as Record<string, Kind>),
    collectors: 'collector',
    reporters: 'reporter',
  };
}

/** Every contribution that a config names, with the key path. Values that aren't names are passed over. */
export function mentionsOf(config: PlainObject): readonly Mention[] {
  return [
    ...keysOf({ ...defaults(), ...config }, '', false),
    ...entriesOf(config['include'], 'include', false),
    ...entriesOf(config['exclude'], 'exclude', true),
  ];
}

function entriesOf(entries: unknown, key: string, excluded: boolean): readonly Mention[] {
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((entry: unknown, index) =>
    isPlainObject(entry) ? keysOf(entry, `${key}[${String(index)}].`, excluded) : [],
  );
}

function keysOf(config: PlainObject, prefix: string, excluded: boolean): readonly Mention[] {
  return Object.entries(kindsOfKeys()).flatMap(([key, kind]) =>
    Object.hasOwn(config, key) ? named(kind, config[key], `${prefix}${key}`, excluded) : [],
  );
}

function named(kind: Kind, value: unknown, path: string, excluded: boolean): readonly Mention[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => named(kind, item, `${path}[${String(index)}]`, excluded));
  }
  const isNull = value === null && kind === 'transport' && path.endsWith(']');
  const { use, ...given } = isPlainObject(value) ? value : { use: isNull ? 'null' : value };
  const name = use === null && kind === 'transport' && isPlainObject(value) ? 'null' : use;
  if (typeof name !== 'string' || (kind === 'flow' && name === 'none' && !isPlainObject(value))) return [];
  const options = Object.fromEntries(Object.entries(given).filter(([key]) => key !== 'as'));
  return [{ kind, name, options, path, excluded }];
}
