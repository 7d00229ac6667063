import type { CaveatKind, Finding, Row } from '@wiretax/core';
import { fewestLaunches } from './estimate.js';

const tests: readonly (readonly [CaveatKind, (row: Row) => boolean])[] = [
  ['order-only', ({ launches, mixed }) => launches.length < fewestLaunches || mixed !== undefined],
  ['client-bound', ({ verdicts }) => verdicts.includes('client-bound')],
  ['unsteady', ({ verdicts }) => verdicts.includes('unsteady')],
];

/** The caveats of a finding that rests on these rows, to be spread into it; nothing where there are none. */
export function caveatsOf(rows: readonly Row[]): Pick<Finding, 'caveats'> {
  const caveats = tests.flatMap(([kind, holds]) => {
    const cells = [...new Set(rows.filter(holds).map(({ cell }) => cell.id))];
    return cells.length === 0 ? [] : [{ kind, cells }];
  });
  return caveats.length === 0 ? {} : { caveats };
}
