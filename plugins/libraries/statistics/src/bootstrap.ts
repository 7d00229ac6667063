import { defaultLevel, fewestLaunches, type Interval, type IntervalOptions } from './estimate.js';
import { expansion } from './expansion.js';
import { type Groups, jointDraws } from './joint-draws.js';
import { resamplesOf } from './resamples.js';
import { tailOf } from './student.js';
import { type Weighted, weightedQuantile } from './weighted-quantile.js';

/** A number computed from several groups of launches, such as where two curves cross. */
export interface Derived {
  /** Of all launches; null when there is none. */
  readonly value: number | null;
  /** Null without a value, and when a group has fewer than three launches. */
  readonly interval: Interval | null;
  /** Share of the resamples in which there was a number; the interval is that of those. Without resamples 1 or 0. */
  readonly definedShare: number;
}

export interface BootstrapOptions extends IntervalOptions {
  /** How many, of several groups; a single small group is resampled in every possible way. Default: 1000. */
  readonly resamples?: number;
  readonly seed?: number;
  /** The number is always one of few, such as a measured concurrency, and so are the ends of its interval. Default: false. */
  readonly steps?: boolean;
}

/**
 * Computes a number again and again, each time from a resample of every group, each group drawn on its own. The percentiles of what comes
 * out are moved away from the value by a correction for few launches; on the log scale if all numbers are positive. Deterministic.
 *
 * `compute` gets frozen lists that come again and again: the statistics of this package remember what they found for them. NaN and
 * infinite results count as none.
 */
export function bootstrap(
  groups: Groups,
  compute: (groups: Groups) => number | null,
  { level = defaultLevel, resamples = 1000, seed = 1, steps = false }: BootstrapOptions = {},
): Derived {
  const lists = groups.map(resamplesOf);
  const computed = (drawn: Groups): number | null => {
    const found = compute(drawn);
    return found !== null && Number.isFinite(found) ? found : null;
  };
  const value = computed(lists.map(({ whole }) => whole));
  const fewest = Math.min(...groups.map(({ length }) => length));
  if (fewest < fewestLaunches || groups.length === 0)
    return { value, interval: null, definedShare: value === null ? 0 : 1 };
  const draws: Weighted[] = [];
  let [total, defined] = [0, 0];
  for (const { groups: drawn, weight } of jointDraws(lists, resamples, seed)) {
    total += weight;
    const found = computed(drawn);
    if (found === null) continue;
    defined += weight;
    draws.push({ value: found, weight });
  }
  const definedShare = total === 0 ? 0 : Math.min(1, defined / total);
  if (value === null || draws.length === 0) return { value, interval: null, definedShare };
  const scale = value > 0 && draws.every((draw) => draw.value > 0) ? logarithmic : linear;
  const factor = expansion(
    lists,
    (drawn) => {
      const found = computed(drawn);
      return found === null || (scale === logarithmic && found <= 0) ? null : scale.to(found);
    },
    level,
  );
  const ends = steps
    ? furtherPercentiles(draws, factor, level)
    : movedPercentiles(value, draws, scale, factor, level);
  const [low, high] = ends.map((end) => end ?? value);
  return {
    value,
    interval: { low: Math.min(value, low ?? value), high: Math.max(value, high ?? value), level },
    definedShare,
  };
}

interface Scale {
  readonly to: (value: number) => number;
  readonly from: (scaled: number) => number;
}

const logarithmic: Scale = { to: Math.log, from: Math.exp };
const linear: Scale = { to: (value) => value, from: (value) => value };

type Ends = readonly (number | undefined)[];

function movedPercentiles(
  value: number,
  draws: readonly Weighted[],
  scale: Scale,
  factor: number,
  level: number,
): Ends {
  const centre = scale.to(value);
  return [(1 - level) / 2, (1 + level) / 2].map((q) => {
    const end = scale.to(weightedQuantile(draws, q) ?? value);
    return scale.from(centre + factor * (end - centre));
  });
}

/** Hesterberg's expanded percentiles: they never leave what was drawn. */
function furtherPercentiles(draws: readonly Weighted[], factor: number, level: number): Ends {
  const tail = tailOf(level, factor);
  return [tail, 1 - tail].map((q) => weightedQuantile(draws, q));
}
