import { merge } from './merge.js';
import type { PlainObject } from './plain-object.js';

/** What ends a window. */
const stops = ['requests', 'duration'];

/**
 * A config with overrides laid over it. `requests` or `duration` alone replaces both, or the other one would still end the
 * window.
 */
export function layOver(config: PlainObject, overrides: PlainObject): PlainObject {
  const replaced = stops.some((key) => Object.hasOwn(overrides, key)) ? stops : [];
  const kept = Object.entries(config).filter(([key]) => !replaced.includes(key));
  return merge(Object.fromEntries(kept), overrides);
}
