import type { Distribution, Pause } from '@wiretax/core';
import { mergeDistributions, quantileOf } from '@wiretax/statistics';

const steps = 500;

/** A launch of closed load with the pauses that made its tail. */
export interface Paused {
  readonly response: Distribution;
  /** Calls per second. */
  readonly throughput: number;
  readonly pauses: readonly Pause[];
}

/**
 * An estimate of a response time quantile, ns, for callers who arrive evenly at the same rate instead of waiting for one another's
 * replies. In a pause of length L, X · L of them arrive at rate X and wait for what is left of it: anything from 0 to L, evenly. Closed load
 * has recorded one call a caller only. The values are those that HdrHistogram's `copyCorrectedForCoordinatedOmission` (Gil Tene) adds to a
 * recorded L with the expected interval clients / X, but for pauses alone, as others are long because the service is slow; and as the
 * rate is the same, they take the place of recorded ones. The least that such callers would see: the queue that a pause leaves behind is
 * not in it. Null where the sample doesn't support it.
 */
export function evenQuantile(launches: readonly Paused[], q: number): number | null {
  return quantileOf(mergeDistributions(launches.flatMap(evenly)), q);
}

function evenly({ response, throughput, pauses }: Paused): readonly Distribution[] {
  const calls = response.counts.reduce((sum, count) => sum + count, 0);
  const arrivals = pauses.map(({ lengthNs }) => (throughput * lengthNs) / 1e9);
  const outside = 1 - arrivals.reduce((sum, count) => sum + count, 0) / calls;
  if (!(outside > 0)) return [response];
  const { valuesNs, counts, overflow = 0 } = response;
  return [
    { valuesNs, counts: counts.map((count) => count * outside), overflow: overflow * outside },
    ...pauses.map(({ lengthNs }, index) => uniform(lengthNs, arrivals[index] ?? 0)),
  ];
}

function uniform(mostNs: number, calls: number): Distribution {
  return {
    valuesNs: Array.from({ length: steps }, (_, step) => (mostNs * (step + 1)) / steps),
    counts: new Array<number>(steps).fill(calls / steps),
  };
}
