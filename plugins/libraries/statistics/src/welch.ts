/** Degrees of freedom of a sum of variances, each of its own group (Satterthwaite 1946, Welch 1947). */
export function welchDegrees(
  groups: readonly { readonly variance: number; readonly launches: number }[],
): number {
  const sum = groups.reduce((total, { variance }) => total + variance, 0);
  const squares = groups.reduce((total, { variance, launches }) => total + variance ** 2 / (launches - 1), 0);
  if (squares === 0) return Math.min(...groups.map(({ launches }) => launches - 1));
  return sum ** 2 / squares;
}
