import {
  allAxes,
  type Axes,
  type Axis,
  type AxisValues,
  type Form,
  type Forms,
  type Kind,
  type Use,
} from '@wiretax/core';
import { axisIdentity, axisLabel, mostClients } from '@wiretax/core/record';
import type { Located } from './located.js';
import { nearest } from './nearest.js';
import { readNodeFlags } from './node-flags.js';
import { isPlainObject } from './plain-object.js';
import { readDurationNs, readInteger, readSize } from './quantities.js';
import { quote } from './quote.js';
import { readTarget } from './target.js';
import { readUse } from './use.js';

type Reader<T> = (at: Located) => T | null;

/** Axes whose values know where they are written. */
export type LocatedAxes = { readonly [F in keyof AxisValues]: readonly Located<AxisValues[F]>[] };

/** The axes that a config, or an entry of its include and exclude lists, gives. Bad values are left out and reported. */
export function readAxes(matrix: Located): Partial<LocatedAxes> {
  const found = allAxes().flatMap((axis) => {
    const given = matrix.key(axis.name);
    const values = given === undefined ? [] : readAxis(axis, given);
    return values.length === 0 ? [] : [[axis.field, values] as const];
  });
  return Object.fromEntries(found);
}

/** The same without the places. */
export function plainAxes(located: Partial<LocatedAxes>): Partial<Axes> {
  const plain = Object.entries(located).map(([field, values]) => [field, values.map(({ value }) => value)]);
  return Object.fromEntries(plain) as Partial<Axes>;
}

const readers: { readonly [F in Form]: (axis: Axis) => Reader<Forms[F]> } = {
  use: ({ kind }) => (kind === 'transport' ? readTransport : (at) => readUse(at, kind)),
  uses:
    ({ kind }) =>
    (at) =>
      readChain(at, kind),
  size: () => readSize,
  count: () => (at) => readInteger(at, 1, mostClients),
  duration: () => readDurationNs,
  word: ({ words = [] }) => oneOf(words),
  flags: () => readNodeFlags,
  target: () => readTarget,
};

function readAxis(axis: Axis, at: Located): readonly Located[] {
  const read: Reader<unknown> = readers[axis.form](axis);
  const items = at.items();
  if (items?.length === 0) at.refuse('the list is empty; give at least one value or leave the key out');
  const found = new Map<string, Located>();
  for (const item of items ?? [at]) {
    const value = read(item);
    if (value === null) continue;
    const identity = axisIdentity(axis, value);
    const first = found.get(identity);
    if (first === undefined) found.set(identity, item.as(value));
    else {
      const labelled = isPlainObject(item.value) && ['use', 'flags'].includes(axis.form);
      const advice = labelled ? ', or give it a label of its own with `as:`' : '';
      item.refuse(`${axisLabel(axis, value)} is already at ${first.path}; leave one out${advice}`);
    }
  }
  return [...found.values()];
}

/** YAML reads the bare word null as nothing; within a list or after `use:` it can only mean the transport. */
function readTransport(at: Located): Use | null {
  const { value } = at;
  if (value === null)
    return at.isItem()
      ? readUse(at.as('null'), 'transport')
      : at.refuse('is empty; write "null" in quotes for the null transport');
  const isNull = isPlainObject(value) && value['use'] === null;
  return readUse(isNull ? at.as({ ...value, use: 'null' }) : at, 'transport');
}

/** Contributions that compose. */
function readChain(at: Located, kind: Kind | undefined): readonly Use[] | null {
  if (at.value === 'none') return [];
  const steps = at.items();
  if (steps?.length === 0) return at.refuse('the list is empty; write none for no flow control');
  const uses = (steps ?? [at]).map((step) =>
    step.value === 'none'
      ? step.refuse('none is no part of a composition; leave it out')
      : readUse(step, kind),
  );
  const known = uses.filter((use) => use !== null);
  return known.length === uses.length ? known : null;
}

function oneOf<T extends string>(names: readonly T[]): Reader<T> {
  return (at) => {
    const { value } = at;
    const found = names.find((name) => name === value);
    if (found !== undefined) return found;
    const hint = typeof value === 'string' ? nearest(value, names) : undefined;
    return at.refuse(`${quote(value)} isn't one of ${names.join(', ')}`, hint);
  };
}
