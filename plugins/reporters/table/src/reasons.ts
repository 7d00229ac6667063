import type { Results, Row } from '@wiretax/core';
import { isStruck, wasRun } from '@wiretax/core/record';

/** Why launches of a row failed, and why the row is struck. Empty for every other row. */
export function reasons(row: Row, { trials }: Results): readonly string[] {
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
