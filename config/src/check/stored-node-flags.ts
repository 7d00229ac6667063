import { type Cell, InputError, type Manifest } from '@wiretax/core';
import { planCells } from '@wiretax/core/record';

/**
 * Flags of V8 that size its memory or choose its compilers and collectors, and do nothing else: no value but a number,
 * no code, no file, no port.
 */
const harmless =
  /^--(no-)?(max|min|initial|semi|single-threaded|gc|incremental|concurrent|parallel|scavenge|scavenger|minor|compact|always|turbofan|maglev|sparkplug|opt|optimize|interrupt|jitless|lite|flush|lazy|expose-gc|stack-size|heap-growing|huge-max|predictable)(-[a-z0-9-]+)?(=\d+)?$/;

/** Flags of Node.js that peers of these cells would be started with and that are not known to be harmless. */
export function doubtfulNodeFlags(cells: readonly Cell[]): readonly string[] {
  const flags = cells.flatMap(({ node }) => [...node.client, ...node.server]);
  return [...new Set(flags)].filter((flag) => !harmless.test(flag.replaceAll('_', '-')));
}

/**
 * Throws if peers would be started with flags of Node.js that can have code executed or files written, which a run that
 * somebody sent must not decide.
 */
export function checkStoredNodeFlags({ id, experiment }: Manifest): void {
  const doubtful = doubtfulNodeFlags(planCells(experiment));
  if (doubtful.length === 0) return;
  const message = 'peers would be started with it; --allow-node-flags lets them, if you trust the run';
  throw new InputError(
    'E_STORED_NODE_FLAGS',
    `${id} can't be resumed`,
    doubtful.map((path) => ({ path, message })),
  );
}
