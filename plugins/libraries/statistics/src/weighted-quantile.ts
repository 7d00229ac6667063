export interface Weighted {
  readonly value: number;
  readonly weight: number;
}

/** The smallest value that a share `q` of the weight is at most; undefined without any. */
export function weightedQuantile(values: readonly Weighted[], q: number): number | undefined {
  const sorted = [...values].sort((a, b) => a.value - b.value);
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0);
  let sum = 0;
  for (const { value, weight } of sorted) {
    sum += weight;
    if (sum >= q * total) return value;
  }
  return sorted.at(-1)?.value;
}
