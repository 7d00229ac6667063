import { type Analysis, type Finding, type Row, usableRows } from '@wiretax/core';
import {
  claimedUpTo,
  combinedPValue,
  falseDiscoveryRates,
  negligible,
  quantile,
  type Statistic,
  throughput,
  twoKinds,
} from '@wiretax/statistics';
import { findingId, withUniqueIds } from '@wiretax/statistics/statements';
import { type Parted, statementOf, type Valued } from './launches-statement.js';

/**
 * Rows whose launches are of two kinds, or of which one stands apart: their intervals, which take launches to be of one kind, hold the truth
 * less often than they say. Throughput and P50 of each row are tested as one, and rows are corrected for their number.
 */
export const launches: Analysis = {
  analyse: ({ rows }) => {
    const tested = usableRows(rows).flatMap((row) => testedOf(row) ?? []);
    const rates = falseDiscoveryRates(tested.map(({ pValue }) => pValue));
    const found = tested.flatMap(({ clearest }, index) =>
      clearest !== null && (rates[index] ?? 1) <= claimedUpTo ? [clearest] : [],
    );
    const sorted = found.toSorted(
      (a, b) => ratioOf(b) - ratioOf(a) || (a.row.cell.id < b.row.cell.id ? -1 : 1),
    );
    return withUniqueIds(sorted.map(findingOf));
  },
};

interface Tested {
  /** Null where no figure parts by more than is negligible. */
  readonly clearest: Parted | null;
  readonly pValue: number;
}

function testedOf(row: Row): Tested | null {
  const parted = [partedBy(row, 'throughput', throughput), partedBy(row, 'P50', quantile(0.5))].flatMap(
    (one) => one ?? [],
  );
  if (parted.length === 0) return null;
  // Figures come in steps of 0.1 %, which look like kinds where launches hardly differ.
  const pValue = combinedPValue(parted.map((one) => (isNegligible(one) ? 1 : one.pValue)));
  const [clearest = null] = parted
    .filter((one) => !isNegligible(one))
    .toSorted((a, b) => a.pValue - b.pValue);
  return { clearest, pValue };
}

function partedBy(row: Row, figure: Parted['figure'], statistic: Statistic): Parted | null {
  const valued = row.launches.map((launch) => ({ launch, value: statistic([launch]) ?? 0 }));
  const found = twoKinds(valued.map(({ value }) => Math.log(value)));
  if (found === null) return null;
  const group = (places: readonly number[]): readonly Valued[] =>
    places.flatMap((place) => valued[place] ?? []);
  return { row, figure, lower: group(found.lower), upper: group(found.upper), pValue: found.pValue };
}

/** What lies between the groups. */
function isNegligible({ lower, upper }: Parted): boolean {
  return (upper[0]?.value ?? 0) <= (1 + negligible) * (lower.at(-1)?.value ?? 0);
}

function ratioOf({ lower, upper }: Parted): number {
  return centre(upper) / centre(lower);
}

function centre(valued: readonly Valued[]): number {
  return Math.exp(valued.reduce((sum, { value }) => sum + Math.log(value), 0) / valued.length);
}

function findingOf(parted: Parted): Finding {
  const { row, lower, upper } = parted;
  return {
    id: findingId('launches', row.cell.id),
    statement: statementOf(parted),
    numbers: {
      ratio: ratioOf(parted),
      launches: row.launches.length,
      lower: lower.length,
      upper: upper.length,
    },
    cells: [row.cell.id],
  };
}
