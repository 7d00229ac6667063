import type { Launch } from '@wiretax/core';
import { effectOfLogs, type Logs, logsOf, pooledLogs, trimmedEffect } from '@wiretax/statistics';
import { type Figure, figures } from './figures.js';
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
  return {
    cells: cells.length,
    differences: figures.flatMap((figure) => {
      const together = togetherOf(cells, figure, paired);
      if (together === null) return [];
      const { logs, cells: count } = together;
      return [{ figure, cells: count, effect: effectOfLogs(logs), trimmed: trimmedEffect(logs) }];
    }),
    incomplete: [...new Set([...missing(ofA, inA), ...missing(ofB, inB)])].sort((a, b) => a - b),
  };
}

/** The mean over the cells whose every launch has the figure, block by block, and how many they are; null where none has. */
export function togetherOf(
  cells: readonly Matched[],
  { statistic }: Figure,
  paired: boolean,
): { readonly logs: Logs; readonly cells: number } | null {
  const [inA, inB] = [inAll(cells.map(({ a }) => a)), inAll(cells.map(({ b }) => b))];
  const logs = cells
    .map(({ a, b }) => logsOf(a.filter(isIn(inA)), b.filter(isIn(inB)), statistic, { paired }))
    .filter((each) => each !== null);
  return logs.length === 0 ? null : { logs: pooledLogs(logs), cells: logs.length };
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
