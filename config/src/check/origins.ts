import type { Problem } from '@wiretax/core';
import { displayPath } from '../read/display-path.js';
import type { ConfigSource } from '../read/source.js';

/**
 * Problems with the place that the user wrote: what a key of the overrides is called, such as its flag, or the file if it isn't the
 * one that was run.
 */
export function withOrigins(
  problems: readonly Problem[],
  source: Pick<ConfigSource, 'path' | 'origins'>,
  names: ReadonlyMap<string, string>,
): readonly Problem[] {
  return problems.map((problem) => {
    const key = /^[^.[]*/.exec(problem.path)?.[0] ?? '';
    const name = names.get(key);
    if (name !== undefined) {
      const below = name.startsWith('--') ? belowItem(problem.path, key) : problem.path.slice(key.length);
      return { ...problem, path: `${name}${below}` };
    }
    const origin = source.origins.get(key);
    if (origin === undefined || origin === source.path) return problem;
    return { ...problem, path: `${problem.path} (in ${displayPath(origin)})` };
  });
}

/** What the path of a problem in a flag names beyond the flag and the item: an option, a half of a size. */
function belowItem(path: string, key: string): string {
  const below = path
    .slice(key.length)
    .replace(/^(\[\d+\])*\.?/, '')
    .trim();
  return below === '' ? '' : ` ${below}`;
}
