import { allAxes, type Axes, type Axis, type Form, type Forms, type Use } from '@wiretax/core';
import { axisIdentity, axisLabel } from '@wiretax/core/record';
import { mostClients } from '@wiretax/core/record';
import { readNodeFlags } from './node-flags.js';
import { nearest } from './nearest.js';
import { isPlainObject, type PlainObject } from './plain-object.js';
import type { ProblemList } from './problem-list.js';
import { readDurationNs, readInteger, readSize } from './quantities.js';
import { quote } from './quote.js';
import { readUse } from './use.js';

type Reader<T> = (value: unknown, path: string, problems: ProblemList) => T | undefined;

/** Keys of a config that are axes. */
export function axisKeys(): readonly string[] {
  return allAxes().map(({ name }) => name);
}

/**
 * The axes that a config, or an entry of its include and exclude lists, gives. Bad values are left out and reported.
 * Values of an exclude are only `matching`.
 */
export function readAxes(
  raw: PlainObject,
  path: string,
  problems: ProblemList,
  matching = false,
): Partial<Axes> {
  const given = allAxes().filter(({ name }) => Object.hasOwn(raw, name));
  const found = given.flatMap((axis) => {
    const values = readAxis(axis, raw[axis.name], `${path}${axis.name}`, problems, matching);
    return values === undefined ? [] : [[axis.field, values] as const];
  });
  return Object.fromEntries(found);
}

const readers: {
  readonly [F in Form]: (axis: Axis, matching: boolean) => Reader<Forms[F]>;
} = {
  use: ({ kind }) => (kind === 'transport' ? readTransport : readUse),
  uses: () => readFlow,
  size: () => readSize,
  count: () => readClients,
  duration: () => readDurationNs,
  word: ({ words = [] }) => oneOf(words),
  flags: (_, matching) => (value, path, problems) => readNodeFlags(value, path, problems, matching),
};

function readAxis(
  axis: Axis,
  value: unknown,
  path: string,
  problems: ProblemList,
  matching: boolean,
): readonly unknown[] | undefined {
  const read: Reader<unknown> = readers[axis.form](axis, matching);
  if (!Array.isArray(value)) {
    const single = read(value, path, problems);
    return single === undefined ? undefined : [single];
  }
  if (value.length === 0)
    problems.add(path, 'the list is empty; give at least one value or leave the key out');
  const values: unknown[] = [];
  const seen = new Map<string, string>();
  value.forEach((item: unknown, index) => {
    const itemPath = `${path}[${String(index)}]`;
    const parsed = read(item, itemPath, problems);
    if (parsed === undefined) return;
    const identity = axisIdentity(axis, parsed);
    const first = seen.get(identity);
    if (first !== undefined) {
      const advice =
        isPlainObject(item) && ['use', 'flags'].includes(axis.form)
          ? ', or give it a label of its own with `as:`'
          : '';
      problems.add(itemPath, `${axisLabel(axis, parsed)} is already at ${first}; leave one out${advice}`);
      return;
    }
    seen.set(identity, itemPath);
    values.push(parsed);
  });
  return values.length === 0 ? undefined : values;
}

/** YAML reads the bare word null as nothing; within a list or after `use:` it can only mean the transport. */
function readTransport(value: unknown, path: string, problems: ProblemList): Use | undefined {
  if (value === null && path.endsWith(']')) return readUse('null', path, problems);
  if (value === null) {
    problems.add(path, 'is empty; write "null" in quotes for the null transport');
    return undefined;
  }
  const named = isPlainObject(value) && value['use'] === null ? { ...value, use: 'null' } : value;
  return readUse(named, path, problems);
}

function readClients(value: unknown, path: string, problems: ProblemList): number | undefined {
  return readInteger(value, 1, path, problems, mostClients);
}

function readFlow(value: unknown, path: string, problems: ProblemList): readonly Use[] | undefined {
  if (value === 'none') return [];
  if (!Array.isArray(value)) {
    const use = readUse(value, path, problems);
    return use === undefined ? undefined : [use];
  }
  if (value.length === 0) problems.add(path, 'the list is empty; write none for no flow control');
  const uses = value.map((step: unknown, index) => {
    const stepPath = `${path}[${String(index)}]`;
    if (step !== 'none') return readUse(step, stepPath, problems);
    problems.add(stepPath, 'none is no part of a composition; leave it out');
    return undefined;
  });
  const known = uses.filter((use) => use !== undefined);
  return known.length === uses.length && known.length > 0 ? known : undefined;
}

function oneOf<T extends string>(names: readonly T[]): Reader<T> {
  return (value, path, problems) => {
    const found = names.find((name) => name === value);
    if (found === undefined) {
      const hint = typeof value === 'string' ? nearest(value, names) : undefined;
      problems.add(path, `${quote(value)} isn't one of ${names.join(', ')}`, hint);
    }
    return found;
  };
}
