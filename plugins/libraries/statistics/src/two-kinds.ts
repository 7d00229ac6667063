import { normal, seededRandom } from './random.js';

/** Values that part into two groups. */
export interface TwoKinds {
  /** Places in the list that was given, by value. */
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  /** How probable so clear a parting is in a sample of one normal distribution. */
  readonly pValue: number;
}

/** Any three values have two that are near. */
const fewestValues = 4;
/**
 * Of one normal distribution, for each number of values: 100,000 samples of four and 40,000 of ten. Fewer would make p-values as honest but
 * coarser, and rows are corrected for their number: with 4,000 samples one row among 200 could never count.
 */
const drawnValues = 400_000;

/**
 * Where values part into two groups the most clearly: into a low and a high one so that the sum of squares between them is the largest
 * multiple of that within them. This is the likelihood ratio for two normal distributions of one variance against one (L. Engelman and
 * J. A. Hartigan, Percentage Points of a Test for Clusters, JASA 64, 1969); a group of one is an outlier. Neither place nor scale of the
 * values matters, so its distribution for a single kind depends on their number alone; it is simulated, always with the same seed. Null
 * under four values, or where all are equal.
 */
export function twoKinds(values: readonly number[]): TwoKinds | null {
  if (values.length < fewestValues || !values.every(Number.isFinite)) return null;
  const order = values.map((_, place) => place).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ascending = Float64Array.from(order, (place) => values[place] ?? 0);
  if (ascending[0] === ascending.at(-1)) return null;
  const { below, clearness } = clearestParting(ascending);
  const ofOneKind = clearnessOfOneKind(values.length);
  const asClear = ofOneKind.length - firstFrom(ofOneKind, clearness);
  return {
    lower: order.slice(0, below),
    upper: order.slice(below),
    pValue: (asClear + 1) / (ofOneKind.length + 1),
  };
}

interface Parting {
  /** How many values are in the lower group. */
  readonly below: number;
  /** Sum of squares between groups over that within. */
  readonly clearness: number;
}

function clearestParting(ascending: Float64Array): Parting {
  const { length } = ascending;
  const mean = ascending.reduce((sum, value) => sum + value, 0) / length;
  const squares = ascending.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  let [below, between, sum] = [0, 0, 0];
  for (let count = 1; count < length; count += 1) {
    sum += (ascending[count - 1] ?? 0) - mean;
    const here = sum ** 2 * (1 / count + 1 / (length - count));
    if (here > between) [below, between] = [count, here];
  }
  return { below, clearness: between / Math.max(0, squares - between) };
}

const known = new Map<number, Float64Array>();

/** Ascending. */
function clearnessOfOneKind(count: number): Float64Array {
  const before = known.get(count);
  if (before !== undefined) return before;
  const random = seededRandom(count);
  const draws = Math.ceil(drawnValues / count);
  const drawn = Float64Array.from({ length: draws }, () => {
    const sample = Float64Array.from({ length: count }, () => normal(random)).sort();
    return clearestParting(sample).clearness;
  }).sort();
  known.set(count, drawn);
  return drawn;
}

/** How many come before the first that is at least this. */
function firstFrom(ascending: Float64Array, least: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
