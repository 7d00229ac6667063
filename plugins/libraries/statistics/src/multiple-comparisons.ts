/** Null stands for a comparison that claims nothing. */
type PValues = readonly (number | null)[];

/**
 * P-values of comparisons that are made together, in the same order and so raised that of all that stay up to 5 % any is wrong at most once
 * in twenty times, however they depend on each other (S. Holm, A simple sequentially rejective multiple test procedure, 1979). For
 * sentences that rest on many comparisons.
 */
export function familyWiseErrorRates(pValues: PValues): PValues {
  return raised(pValues, (ascending) => {
    let highest = 0;
    return ascending.map((p, index) => (highest = Math.max(highest, p * (ascending.length - index))));
  });
}

/**
 * The smallest false discovery rate at which each p-value counts as a discovery, in the same order (Benjamini and Hochberg 1995, as
 * adjusted p-values by Yekutieli and Benjamini 1999). Where nothing differs, the chance that any counts at 5 % is at most 5 %. For claims
 * that stand each for itself.
 */
export function falseDiscoveryRates(pValues: PValues): PValues {
  return raised(pValues, (ascending) => {
    const { length } = ascending;
    let lowest = 1;
    return ascending
      .toReversed()
      .map((p, index) => (lowest = Math.min(lowest, (p * length) / (length - index))))
      .toReversed();
  });
}

/**
 * One p-value of several that test the same and depend on each other in whatever way, as figures of the same launches do: where they agree
 * it is theirs, where one stands alone it is as many times as high (the Cauchy combination of Y. Liu and J. Xie, JASA 115, 2020). It is
 * meant for small ones; p-values next to 1 count as 0.99, as they would outweigh all others.
 */
export function combinedPValue(pValues: readonly number[]): number {
  const sum = pValues.reduce((total, p) => total + Math.tan((0.5 - Math.min(0.99, p)) * Math.PI), 0);
  return 0.5 - Math.atan(sum / pValues.length) / Math.PI;
}

function raised(pValues: PValues, raise: (ascending: readonly number[]) => readonly number[]): PValues {
  const known = pValues.flatMap((p, index) => (p === null ? [] : [{ p, index }])).sort((a, b) => a.p - b.p);
  const rates = raise(known.map(({ p }) => p));
  const found: (number | null)[] = pValues.map(() => null);
  known.forEach(({ index }, rank) => {
    found[index] = Math.min(1, rates[rank] ?? 1);
  });
  return found;
}
