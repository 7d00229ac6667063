import { InputError } from '@wiretax/core';
import { planCells } from '@wiretax/core/record';
import type { StoredRun } from './stored-runs.js';

/** A page is of one cell; names one that the newest run has. */
export function noCell(runs: readonly StoredRun[]): InputError {
  const newest = runs.at(-1);
  const [cell] = newest === undefined ? [] : planCells(newest.manifest.experiment);
  const such = cell === undefined ? '' : `, such as --cell ${cell.id}`;
  return new InputError('E_UNKNOWN_CELL', "the cell can't be followed", [
    { path: '--cell', message: `a page is of one cell: name it${such}` },
  ]);
}
