import type { Distribution } from '@wiretax/core';
import { type Cumulated, cumulated, firstAbove } from './cumulated.js';

/** A quantile of several histograms together, without merging them; null where they don't support it or don't reach it. */
export function mergedQuantile(distributions: readonly Distribution[], q: number): number | null {
  const parts: Cumulated[] = [];
  let [total, overflow] = [0, 0];
  for (const distribution of distributions) {
    const part = cumulated(distribution);
    if (part.total === 0) continue;
    parts.push(part);
    total += part.total;
    overflow += part.overflow;
  }
  if (!supports(total, q) || rankOf(total, q) > total - overflow) return null;
  const own = parts.map((part) => ownQuantile(part, q));
  const [low, high] = [Math.min(...own), Math.max(...own)];
  return low === high ? low : valueAtRank(parts, rankOf(total, q), low, high);
}

function supports(count: number, q: number): boolean {
  // Rounded, as 1 - 0.9 is a little less than 0.1.
  return q >= 0 && q < 1 && count > 0 && count >= Math.round(10 / (1 - q));
}

function rankOf(total: number, q: number): number {
  // Rounded up, but not because of the last digit of a product.
  return Math.max(1, Math.ceil(q * total * (1 - 2 ** -50)));
}

/** Whatever its support. The quantile of several parts lies between the lowest and the highest of theirs. */
function ownQuantile(part: Cumulated, q: number): number {
  const known = part.quantiles.get(q);
  if (known !== undefined) return known;
  const rank = rankOf(part.total, q);
  let [low, high] = [0, part.below.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((part.below[middle] ?? 0) >= rank) high = middle;
    else low = middle + 1;
  }
  const value = part.valuesNs[low] ?? 0;
  part.quantiles.set(q, value);
  return value;
}

/**
 * The smallest value from `low` to `high` that at least `rank` values of all parts are at most; `high` is known to be large enough. Each
 * part keeps the range of its buckets that may hold it; the middle of the widest is asked, until none is left.
 */
function valueAtRank(parts: readonly Cumulated[], rank: number, low: number, high: number): number {
  const count = parts.length;
  const from = new Int32Array(count);
  const to = new Int32Array(count);
  const cut = new Int32Array(count);
  parts.forEach(({ valuesNs }, index) => {
    const start = firstAbove(valuesNs, low, 0, valuesNs.length);
    from[index] = valuesNs[start - 1] === low ? start - 1 : start;
    to[index] = firstAbove(valuesNs, high, start, valuesNs.length);
  });
  let found = high;
  for (;;) {
    let widest = 0;
    let width = 0;
    for (let index = 0; index < count; index += 1) {
      const own = (to[index] ?? 0) - (from[index] ?? 0);
      if (own > width) [widest, width] = [index, own];
    }
    if (width === 0) return found;
    const value = parts[widest]?.valuesNs[(from[widest] ?? 0) + (width >> 1)] ?? 0;
    let below = 0;
    for (let index = 0; index < count; index += 1) {
      const part = parts[index];
      if (part === undefined) continue;
      const end = firstAbove(part.valuesNs, value, from[index] ?? 0, to[index] ?? 0);
      cut[index] = end;
      below += part.below[end - 1] ?? 0;
    }
    const enough = below >= rank;
    if (enough) found = value;
    for (let index = 0; index < count; index += 1) {
      const end = cut[index] ?? 0;
      // Once a value is found, only smaller ones are of interest.
      if (!enough) from[index] = end;
      else to[index] = end > 0 && parts[index]?.valuesNs[end - 1] === value ? end - 1 : end;
    }
  }
}
