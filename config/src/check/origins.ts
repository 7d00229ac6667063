import type { Problem } from '@wiretax/core';
import { displayPath } from '../read/display-path.js';
import type { Overrides } from '../read/overrides.js';
import type { ConfigSource } from '../read/source.js';

/** Problems with the place that the user wrote: the flag, or the file if it isn't the one that was run. */
export function withOrigins(
  problems: readonly Problem[],
  source: Pick<ConfigSource, 'path' | 'origins'>,
  overrides: Pick<Overrides, 'flagOf'>,
): readonly Problem[] {
  return problems.map((problem) => {
    const key = /^[^.[]*/.exec(problem.path)?.[0] ?? '';
    const flag = overrides.flagOf.get(key);
    if (flag !== undefined) return { ...problem, path: `${flag}${belowItem(problem.path, key)}` };
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
