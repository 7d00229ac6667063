/** Where a curve bends, in clients; at an end of the range when it lies there or beyond. */
export interface Place {
  readonly clients: number;
  readonly end: 'lowest' | 'highest' | null;
}

/** Where a curve first exceeds 1, interpolated with both axes logarithmic. `levels` ascend. */
export function firstAbove(levels: readonly number[], values: readonly number[]): Place {
  const index = values.findIndex((value) => value > 1);
  if (index === -1) return { clients: levels.at(-1) ?? 0, end: 'highest' };
  if (index === 0) return { clients: levels[0] ?? 0, end: 'lowest' };
  const [from, to] = [levels[index - 1] ?? 0, levels[index] ?? 0];
  const [low, high] = [values[index - 1] ?? 0, values[index] ?? 0];
  const share = low <= 0 ? 1 : -Math.log(low) / Math.log(high / low);
  return { clients: from * (to / from) ** share, end: null };
}

/**
 * Where throughput stops growing by a share `gain` a doubling. The first level is taken from which on no higher one gains that much:
 *
 *     (X(m) / X(n)) ^ (1 / log2(m / n)) < 1 + gain     for all m > n
 *
 * The knee lies between the level before and this one: where growth, continued as it was before (linear if nothing is known), meets
 * the throughput of this level. That is exact for X(n) = min(n / n*, 1), of which the asymptotes of Lazowska, Zahorjan, Graham and
 * Sevcik, Quantitative System Performance (1984), chapter 5, are made.
 */
export function saturation(levels: readonly number[], rates: readonly number[], gain: number): Place {
  const last = levels.length - 1;
  const index = levels.findIndex((_, from) => !gainsBeyond(levels, rates, from, gain));
  if (index === -1 || index === last) return { clients: levels[last] ?? 0, end: 'highest' };
  if (index === 0) return { clients: levels[0] ?? 0, end: 'lowest' };
  const [before, here] = [levels[index - 1] ?? 0, levels[index] ?? 0];
  const growth = growthUpTo(levels, rates, index - 1, gain);
  const clients = before * ((rates[index] ?? 0) / (rates[index - 1] ?? 0)) ** (1 / growth);
  return { clients: Math.max(before, Math.min(here, clients)), end: null };
}

function gainsBeyond(
  levels: readonly number[],
  rates: readonly number[],
  from: number,
  gain: number,
): boolean {
  const [clients, rate] = [levels[from] ?? 0, rates[from] ?? 0];
  return levels.some((level, to) => {
    const doublings = Math.log2(level / clients);
    return to > from && Math.log2((rates[to] ?? 0) / rate) / doublings >= Math.log2(1 + gain);
  });
}

/** Exponent of growth over the step that ends at a level: 1 is linear; at least what the gain stands for. */
function growthUpTo(levels: readonly number[], rates: readonly number[], to: number, gain: number): number {
  const [clients, rate] = [levels[to - 1], rates[to - 1]];
  if (clients === undefined || rate === undefined) return 1;
  const exponent = Math.log((rates[to] ?? 0) / rate) / Math.log((levels[to] ?? 0) / clients);
  return Math.min(1, Math.max(Math.log2(1 + gain), exponent));
}
