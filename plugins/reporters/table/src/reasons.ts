import type { Results, Row } from '@wiretax/core';
import { isStruck, wasRun } from '@wiretax/core/record';

/** How often a reason is told that differs in its numbers only. */
const often = 2;

/** The reasons of one row after the other; of those that are alike but for their numbers the first two, and that there are more. */
export function reasonsOnce(results: Results): (row: Row) => readonly string[] {
  const told = new Map<string, number>();
  return (row) =>
    reasons(row, results).flatMap((reason) => {
      const kind = reason.replace(/\d+(?:\.\d+)?/g, '#');
      const before = told.get(kind) ?? 0;
      told.set(kind, before + 1);
      if (before === often)
        return ['as before, and so on: --reporter html and json have the numbers of each row'];
      return before < often ? [reason] : [];
    });
}

/** Why launches of a row failed, and why the row is struck. Empty for every other row. */
function reasons(row: Row, { trials }: Results): readonly string[] {
  const { failed, completed } = row.trials;
  if (!wasRun(row) || (failed === 0 && !isStruck(row))) return [];
  const broken = trials.find(
    (trial) => trial.cell === row.cell.id && trial.control === row.control && trial.status === 'failed',
  );
  if (broken?.error === undefined) return row.reasons;
  // The trial's error is the fuller account of the verdict `failed`, which is the gravest and so comes first.
  const others = row.verdicts.filter((verdict) => verdict !== 'failed' && verdict !== 'valid').length;
  return [
    `${String(failed)} of ${String(failed + completed)} launches failed, the first in ${broken.error.phase}: ` +
      broken.error.message,
    ...(isStruck(row) && others > 0 ? row.reasons.slice(-others) : []),
  ];
}
