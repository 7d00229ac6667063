import type { Row } from '@wiretax/core';
import { areInterleaved, type Pair, wasResumed } from './pairing.js';
import type { Sides } from './sides.js';

/**
 * Whether disturbed launches count, too. Where two runs alternated, which of them is disturbed more is chance, as the order within a pair is random: that
 * widens intervals and doesn't lean them. Of runs that were made apart, and of cells of one run, disturbed rows are left out.
 */
export function countsDisturbed({ a, b }: Pick<Sides, 'a' | 'b'>): boolean {
  return areInterleaved(a, b) && ![a, b].some(wasResumed);
}

/** Rows as they are where disturbed launches count. */
export function calmPair({ a, b }: Pair): Pair {
  return { a: calm(a), b: calm(b) };
}

function calm(row: Row): Row {
  const others = row.verdicts.filter((verdict) => verdict !== 'disturbed');
  const [verdict = 'valid'] = others;
  return { ...row, verdict, verdicts: others.length === 0 ? ['valid'] : others };
}

/** Launches of these cells that were disturbed. */
export function disturbedLaunches({ a, b }: Pick<Sides, 'a' | 'b'>, asked: readonly Pair[]): number {
  const cells = new Set(asked.flatMap((pair) => [pair.a.cell.id, pair.b.cell.id]));
  return [...a.trials, ...b.trials].filter(
    ({ cell, control, verdicts }) => !control && cells.has(cell) && verdicts.includes('disturbed'),
  ).length;
}

/** What is said where they count; nothing where there were none. */
export function disturbedWords(some: number, all: number): readonly string[] {
  if (some === 0) return [];
  const count = `${String(some)} of ${String(all)} launches`;
  return [`${count} were disturbed: that widens intervals; which side it met is chance`];
}
