/**
 * The smallest false discovery rate at which each p-value counts as a discovery, in the same order (Benjamini and Hochberg 1995, as
 * adjusted p-values by Yekutieli and Benjamini 1999). Where nothing differs, the chance that any counts at 5 % is at most 5 %.
 */
export function falseDiscoveryRates(pValues: readonly number[]): readonly number[] {
  const order = pValues.map((p, index) => ({ p, index })).sort((a, b) => b.p - a.p);
  const rates: number[] = pValues.map(() => 1);
  let lowest = 1;
  order.forEach(({ p, index }, position) => {
    const rank = pValues.length - position;
    lowest = Math.min(lowest, (p * pValues.length) / rank);
    rates[index] = lowest;
  });
  return rates;
}
