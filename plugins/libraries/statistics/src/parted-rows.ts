import type { Launch, Row } from '@wiretax/core';
import { claimedUpTo, negligible } from './lower.js';
import { combinedPValue, falseDiscoveryRates } from './multiple-comparisons.js';
import { quantile, type Statistic, throughput } from './statistic.js';
import { twoKinds } from './two-kinds.js';

/** A row whose launches are of two kinds, or of which one stands apart, by the figure that shows it the most clearly. */
export interface PartedRow {
  readonly row: Row;
  readonly figure: 'throughput' | 'P50';
  /** By value. */
  readonly lower: readonly ValuedLaunch[];
  readonly upper: readonly ValuedLaunch[];
  /** Geometric mean of the upper ones over that of the lower. */
  readonly ratio: number;
}

/** A launch with its calls per second, or its P50 in ns. */
export interface ValuedLaunch {
  readonly launch: Launch;
  readonly value: number;
}

/**
 * Those of the rows, furthest apart first. Intervals take launches to be of one kind: of these rows they hold the truth less often than
 * they say. Throughput and P50 of each row are tested as one (`twoKinds` of their logarithms, `combinedPValue`), and rows are corrected
 * for their number (`falseDiscoveryRates`). Takes four launches, and more between the groups than is negligible.
 */
export function partedRows(rows: readonly Row[]): readonly PartedRow[] {
  const tested = rows.flatMap((row) => testedOf(row) ?? []);
  const rates = falseDiscoveryRates(tested.map(({ pValue }) => pValue));
  return tested
    .flatMap(({ clearest }, index) =>
      clearest !== null && (rates[index] ?? 1) <= claimedUpTo ? clearest : [],
    )
    .sort((a, b) => b.ratio - a.ratio || (a.row.cell.id < b.row.cell.id ? -1 : 1));
}

interface Tested {
  /** Null where no figure parts by more than is negligible. */
  readonly clearest: PartedRow | null;
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

function partedBy(
  row: Row,
  figure: PartedRow['figure'],
  statistic: Statistic,
): (PartedRow & { readonly pValue: number }) | null {
  const valued = row.launches.map((launch) => ({ launch, value: statistic([launch]) ?? 0 }));
  const found = twoKinds(valued.map(({ value }) => Math.log(value)));
  if (found === null) return null;
  const group = (places: readonly number[]): readonly ValuedLaunch[] =>
    places.flatMap((place) => valued[place] ?? []);
  const [lower, upper] = [group(found.lower), group(found.upper)];
  return { row, figure, lower, upper, ratio: centre(upper) / centre(lower), pValue: found.pValue };
}

/** What lies between the groups. */
function isNegligible({ lower, upper }: PartedRow): boolean {
  return (upper[0]?.value ?? 0) <= (1 + negligible) * (lower.at(-1)?.value ?? 0);
}

function centre(valued: readonly ValuedLaunch[]): number {
  return Math.exp(valued.reduce((sum, { value }) => sum + Math.log(value), 0) / valued.length);
}
