import { isPlainObject, type PlainObject } from './plain-object.js';

/**
 * `over` laid on `base`: objects merge all the way down, everything else (lists too) replaces. So does a
 * `{use: name, …}`, whose options would make no sense beside another name.
 */
export function merge(base: PlainObject, over: PlainObject): PlainObject {
  const merged = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    const below = merged.get(key);
    merged.set(key, mergeable(below) && mergeable(value) ? merge(below, value) : value);
  }
  return Object.fromEntries(merged);
}

function mergeable(value: unknown): value is PlainObject {
  return isPlainObject(value) && !Object.hasOwn(value, 'use');
}
