import type { Launch } from '@wiretax/core';
import { effectOfLogs, logsOf, pooledLogs, trimmedEffect } from '@wiretax/statistics';
import { figures } from './figures.js';
import type { Difference } from './judgement.js';
import type { Matched } from './pairing.js';

/** Cells taken together: the geometric mean of their changes, block by block. */
export interface Pool<D extends Difference = Difference> {
  readonly cells: number;
  /** Each with the number of cells that it is of: those whose every launch has the figure. */
  readonly differences: readonly (D & { readonly cells: number })[];
  /** Blocks that not all cells have finished: they are not used. */
  readonly incomplete: readonly number[];
}

/** Blocks count only where all cells have them, so that each block is the mean of the same. */
export function poolOf(cells: readonly Matched[], paired: boolean): Pool {
  const [ofA, ofB] = [cells.map(({ a }) => a), cells.map(({ b }) => b)];
  const [inA, inB] = [inAll(ofA), inAll(ofB)];
  const used = cells.map(({ a, b }) => ({ a: a.filter(isIn(inA)), b: b.filter(isIn(inB)) }));
  return {
    cells: cells.length,
    differences: figures.flatMap((figure) => {
      const logs = used
        .map(({ a, b }) => logsOf(a, b, figure.statistic, { paired }))
        .filter((each) => each !== null);
      if (logs.length === 0) return [];
      const whole = pooledLogs(logs);
      return [{ figure, cells: logs.length, effect: effectOfLogs(whole), trimmed: trimmedEffect(whole) }];
    }),
    incomplete: [...new Set([...missing(ofA, inA), ...missing(ofB, inB)])].sort((a, b) => a - b),
  };
}

type Launches = readonly Launch[];

function inAll([first = [], ...others]: readonly Launches[]): ReadonlySet<number> {
  const blocks = others.map((launches) => new Set(launches.map(({ trial }) => trial)));
  return new Set(first.map(({ trial }) => trial).filter((trial) => blocks.every((each) => each.has(trial))));
}

function isIn(blocks: ReadonlySet<number>): (launch: Launch) => boolean {
  return ({ trial }) => blocks.has(trial);
}

function missing(cells: readonly Launches[], common: ReadonlySet<number>): readonly number[] {
  return cells.flatMap((launches) =>
    launches.map(({ trial }) => trial).filter((trial) => !common.has(trial)),
  );
}
