import { InputError, type Results } from '@wiretax/core';
import type { Pair } from './pairing.js';

/** What is compared: two runs, or one that is both. */
export interface Sides {
  readonly a: Results;
  readonly b: Results;
  readonly pairs: readonly Pair[];
  /** Cells that only one side has. */
  readonly onlyA: readonly string[];
  readonly onlyB: readonly string[];
}

/** Two runs, cell by cell. Throws an InputError when they have none in common. */
export function sidesOfRuns(a: Results, b: Results): Sides {
  const inB = new Map(b.rows.map((row) => [row.cell.id, row]));
  const inA = new Set(a.rows.map(({ cell }) => cell.id));
  const pairs = a.rows.flatMap((row) => {
    const other = inB.get(row.cell.id);
    return other === undefined ? [] : [{ a: row, b: other }];
  });
  if (pairs.length === 0) {
    throw nothingToCompare(`${a.manifest.id} and ${b.manifest.id} have no cell in common`);
  }
  return {
    a,
    b,
    pairs,
    onlyA: a.rows.map(({ cell }) => cell.id).filter((id) => !inB.has(id)),
    onlyB: b.rows.map(({ cell }) => cell.id).filter((id) => !inA.has(id)),
  };
}

export function nothingToCompare(message: string): InputError {
  return new InputError('E_NOTHING_TO_COMPARE', message);
}
