import type { Axes, Link, Placement, Size, Use } from '@wiretax/core';
import { mostClients } from '@wiretax/core/runtime';
import { readNodeFlags } from './node-flags.js';
import { nearest } from './nearest.js';
import { isPlainObject, type PlainObject } from './plain-object.js';
import type { ProblemList } from './problem-list.js';
import { readDurationNs, readInteger, readSize } from './quantities.js';
import { quote } from './quote.js';
import { readUse } from './use.js';

type Reader<T> = (value: unknown, path: string, problems: ProblemList) => T | undefined;

/** Keys of a config that are axes. */
export const axisKeys = [
  'transport',
  'size',
  'concurrency',
  'flow',
  'codec',
  'link',
  'placement',
  'serviceTime',
  'node',
] as const;

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
  const axis = <T>(key: (typeof axisKeys)[number], read: Reader<T>, labelOf: (value: T) => string) =>
    Object.hasOwn(raw, key) ? readAxis(raw[key], `${path}${key}`, problems, read, labelOf) : undefined;
  return dropAbsent({
    transport: axis('transport', readTransport, useLabel),
    size: axis('size', readSize, sizeLabel),
    concurrency: axis('concurrency', readClients, String),
    flow: axis('flow', readFlow, flowLabel),
    codec: axis('codec', readUse, useLabel),
    link: axis('link', oneOf<Link>(['tcp', 'unix', 'memory']), String),
    placement: axis('placement', oneOf<Placement>(['split', 'shared', 'none']), String),
    serviceTimeNs: axis('serviceTime', readDurationNs, String),
    node: axis(
      'node',
      (value, itemPath) => readNodeFlags(value, itemPath, problems, matching),
      ({ label }) => label,
    ),
  });
}

function readAxis<T>(
  value: unknown,
  path: string,
  problems: ProblemList,
  read: Reader<T>,
  labelOf: (value: T) => string,
): readonly T[] | undefined {
  if (!Array.isArray(value)) {
    const single = read(value, path, problems);
    return single === undefined ? undefined : [single];
  }
  if (value.length === 0)
    problems.add(path, 'the list is empty; give at least one value or leave the key out');
  const values: T[] = [];
  const seen = new Map<string, string>();
  value.forEach((item: unknown, index) => {
    const itemPath = `${path}[${String(index)}]`;
    const parsed = read(item, itemPath, problems);
    if (parsed === undefined) return;
    const first = seen.get(labelOf(parsed));
    if (first !== undefined) {
      const advice =
        isPlainObject(item) && ('use' in item || path === 'node')
          ? ', or give it a label of its own with `as:`'
          : '';
      problems.add(itemPath, `${labelOf(parsed)} is already at ${first}; leave one out${advice}`);
      return;
    }
    seen.set(labelOf(parsed), itemPath);
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

function useLabel(use: Use): string {
  return use.label;
}

function flowLabel(flow: readonly Use[]): string {
  return flow.length === 0 ? 'none' : flow.map(useLabel).join('+');
}

function sizeLabel(size: Size): string {
  return `${String(size.requestBytes)}-${String(size.replyBytes)}`;
}

function dropAbsent(axes: { [K in keyof Axes]: Axes[K] | undefined }): Partial<Axes> {
  return Object.fromEntries(Object.entries(axes).filter(([, values]) => values !== undefined));
}
