import type { Origins } from './key-origins.js';
import { isPlainObject, type PlainObject } from './plain-object.js';
import { presetFiles } from './presets.js';

const keys = ['include', 'exclude'];

/**
 * A config as what is laid over it finds it. The points that a preset adds and leaves out were chosen for its own axes: those that
 * name an axis which is given anew go. Those of the user's own files stay.
 */
export function pointsFor(
  { config, origins }: { readonly config: PlainObject; readonly origins: Origins },
  over: PlainObject,
): PlainObject {
  const presets = new Set(presetFiles().values());
  const entries = Object.entries(config).map(([key, value]) => {
    if (!keys.includes(key) || !presets.has(origins.get(key) ?? '') || !Array.isArray(value))
      return [key, value];
    return [key, value.filter((point) => !isPlainObject(point) || !names(point, over))];
  });
  return Object.fromEntries(entries) as PlainObject;
}

function names(point: PlainObject, over: PlainObject): boolean {
  return Object.keys(point).some((axis) => Object.hasOwn(over, axis));
}
