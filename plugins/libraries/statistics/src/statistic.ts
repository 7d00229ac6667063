import type { Launch } from '@wiretax/core';
import { cumulated } from './cumulated.js';
import { mergedQuantile } from './merged-quantile.js';

/** A figure of some launches taken together; null where the sample doesn't support it. */
export type Statistic = (launches: readonly Launch[]) => number | null;

export type Latencies = 'response' | 'service';

const quantiles = new Map<string, Statistic>();
const means = new Map<string, Statistic>();
const ratios = new Map<number, Statistic>();

/** A quantile of all calls of all launches, ns; null also where it lies beyond what histograms reach. */
export function quantile(q: number, series: Latencies = 'response'): Statistic {
  return once(quantiles, `${series} ${String(q)}`, () =>
    remembered((launches) =>
      mergedQuantile(
        launches.map((launch) => launch[series]),
        q,
      ),
    ),
  );
}

/** The mean of all calls of all launches, ns; null also where some lie beyond what histograms reach. */
export function mean(series: Latencies = 'response'): Statistic {
  return once(means, series, () =>
    remembered((launches) => {
      let [sum, total] = [0, 0];
      for (const launch of launches) {
        const part = cumulated(launch[series]);
        if (part.overflow > 0) return null;
        sum += part.sum;
        total += part.total;
      }
      return total === 0 ? null : sum / total;
    }),
  );
}

/** Calls over time of all launches together, per second. */
export const throughput: Statistic = (launches) => {
  let [calls, seconds] = [0, 0];
  for (const launch of launches) {
    if (!(launch.throughput > 0 && launch.calls > 0)) continue;
    calls += launch.calls;
    seconds += launch.calls / launch.throughput;
  }
  return seconds === 0 ? null : calls / seconds;
};

/** A quantile of response time over its median. */
export function tailRatio(q: number): Statistic {
  return once(ratios, q, () => {
    const [tail, median] = [quantile(q), quantile(0.5)];
    return (launches) => {
      const [above, below] = [tail(launches), median(launches)];
      return above === null || below === null || below === 0 ? null : above / below;
    };
  });
}

/** The same statistic is one function, so that what it has computed serves everybody. */
function once<K>(made: Map<K, Statistic>, key: K, make: () => Statistic): Statistic {
  const before = made.get(key);
  if (before !== undefined) return before;
  const statistic = make();
  made.set(key, statistic);
  return statistic;
}

/** Resamples are frozen and come again and again; other lists may change. */
function remembered(compute: Statistic): Statistic {
  const known = new WeakMap<readonly Launch[], number | null>();
  return (launches) => {
    const before = known.get(launches);
    if (before !== undefined) return before;
    const value = compute(launches);
    if (Object.isFrozen(launches)) known.set(launches, value);
    return value;
  };
}
