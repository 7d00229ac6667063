import { type Interval, poissonInterval } from '@wiretax/statistics';

/** Samples of a profile that fell into one place. */
export interface Sampled {
  readonly count: number;
  /** CPU time of a call that each of them stands for. */
  readonly nsPerSample: number;
}

/**
 * Interval of B less A, ns, from the numbers of samples alone: the limits of each count (Poisson), put together by their distances from what
 * was counted (G. Y. Zou and A. Donner, Construction of confidence limits about effect measures: a general approach, 2008).
 */
export function sampledDifference(a: readonly Sampled[], b: readonly Sampled[], level: number): Interval {
  const parts = [
    ...a.map((sampled) => reaches(sampled, -1, level)),
    ...b.map((sampled) => reaches(sampled, 1, level)),
  ];
  const value = parts.reduce((sum, { ns }) => sum + ns, 0);
  return {
    low: value - Math.hypot(...parts.map(({ below }) => below)),
    high: value + Math.hypot(...parts.map(({ above }) => above)),
    level,
  };
}

function reaches({ count, nsPerSample }: Sampled, sign: 1 | -1, level: number) {
  const { low, high } = poissonInterval(count, level);
  const [fewer, more] = [(count - low) * nsPerSample, (high - count) * nsPerSample];
  return {
    ns: sign * count * nsPerSample,
    ...(sign === 1 ? { below: fewer, above: more } : { below: more, above: fewer }),
  };
}

/** Whether an interval leaves out that there is no difference. */
export function isApart({ low, high }: Interval): boolean {
  return low > 0 || high < 0;
}
