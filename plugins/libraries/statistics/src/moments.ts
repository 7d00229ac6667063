export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Of the distances from there. */
export function sumOfSquares(values: readonly number[], from: number): number {
  return values.reduce((sum, value) => sum + (value - from) ** 2, 0);
}
