/**
 * How probable chance may make each of several comparisons of two series, for a claim that needs two of them to point in opposite directions, and
 * of which there are several: equal series bring one direction with half of the probability at most, and both with its square.
 */
export function oppositionLimit(comparisons: number, families: number): number {
  return (2 * Math.min(0.05, Math.sqrt(0.05 / families))) / Math.max(2, comparisons);
}
