import type { Cell } from '@wiretax/core';
import type { ProblemList } from '../read/problem-list.js';
import { doubtfulNodeFlags } from './stored-node-flags.js';

/** Says of each plugin that a config names that it may not. */
export function refusePlugins(specifiers: readonly string[], problems: ProblemList): void {
  for (const name of specifiers)
    problems.add('plugins', `${name} would be imported; allow: ['plugins'] lets a config have that done`);
}

/** Says of each flag that can have code executed that the config may not have it. */
export function refuseNodeFlags(cells: readonly Cell[], problems: ProblemList): void {
  for (const flag of doubtfulNodeFlags(cells))
    problems.add(
      'node',
      `peers would be started with ${flag}; allow: ['node-flags'] lets a config have that`,
    );
}
