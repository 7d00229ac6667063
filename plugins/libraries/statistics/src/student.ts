import jstat from 'jstat';

const known = new Map<string, number>();

/** Half-width, in standard errors, of a two-sided interval of this level: a quantile of Student's t. */
export function studentFactor(level: number, degreesOfFreedom: number): number {
  const key = `${String(level)} ${String(degreesOfFreedom)}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const factor = jstat.studentt.inv((1 + level) / 2, degreesOfFreedom);
  // Those of single groups come again; Welch's are all different.
  if (Number.isInteger(degreesOfFreedom)) known.set(key, factor);
  return factor;
}

/** The same for the normal distribution. */
export function normalFactor(level: number): number {
  return jstat.normal.inv((1 + level) / 2, 0, 1);
}

/** The value below which a share `q` of the standard normal distribution lies. */
export function normalQuantile(q: number): number {
  return jstat.normal.inv(q, 0, 1);
}

/** The share of the standard normal distribution that lies below a value. */
export function normalShare(value: number): number {
  return jstat.normal.cdf(value, 0, 1);
}

/** What the normal distribution leaves out at one end of an interval of this level that is widened by a factor. */
export function tailOf(level: number, factor: number): number {
  return jstat.normal.cdf(-factor * normalFactor(level), 0, 1);
}

/** How probable a value at least this far from 0 is, on either side; 1 for 0 over 0. */
export function studentPValue(t: number, degreesOfFreedom: number): number {
  if (Number.isNaN(t)) return 1;
  return Number.isFinite(t) ? Math.min(1, 2 * jstat.studentt.cdf(-Math.abs(t), degreesOfFreedom)) : 0;
}
