const tolerance = 0.05;
const fewestSlices = 2;

/**
 * Whether throughput has settled: over its last quarter it was within 5 % of what it was over the quarter
 * before. Compilers, caches and TCP windows show as a rise from one to the other, and the longer the warmup
 * lasts the less noise there is in both.
 */
export function isSteady(callsPerSlice: readonly number[]): boolean {
  const quarter = Math.floor(callsPerSlice.length / 4);
  if (quarter < fewestSlices) return false;
  const sum = (from: number, to?: number): number =>
    callsPerSlice.slice(from, to).reduce((total, calls) => total + calls, 0);
  const recent = sum(-quarter);
  const before = sum(-2 * quarter, -quarter);
  return recent > 0 && Math.abs(recent - before) <= tolerance * before;
}
