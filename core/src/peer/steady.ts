/** Slices compared with as many before them. */
const sliceCount = 3;
const tolerance = 0.05;

/**
 * Whether throughput has settled: the mean of the last three slices is within 5 % of the mean of the
 * three before them. A cold JIT compiler, caches and TCP windows show as a rise from one to the other.
 */
export function isSteady(callsPerSlice: readonly number[]): boolean {
  if (callsPerSlice.length < 2 * sliceCount) return false;
  const sum = (from: number, to?: number): number =>
    callsPerSlice.slice(from, to).reduce((total, calls) => total + calls, 0);
  const recent = sum(-sliceCount);
  const before = sum(-2 * sliceCount, -sliceCount);
  return recent > 0 && Math.abs(recent - before) <= tolerance * before;
}
