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
 * replies. In a pause of length L, X · L of them arrive at rate X and wait for what is left of it: anything from 0 to L, evenly. Closed
 * load has recorded one call a caller only. This is what HdrHistogram's `copyCorrectedForCoordinatedOmission` adds to a recorded value L
 * with the expected interval clients / X (Gil Tene), but for the pauses alone: it would also correct values that are long because the service
 * is slow. The least that they would see, as the queue that a pause leaves behind is not in it. Null where the sample doesn't support it.
 */
export function evenQuantile(launches: readonly Paused[], clients: number, q: number): number | null {
  const missing = launches.flatMap(({ throughput, pauses }) =>
    pauses.map(({ lengthNs }) => evenly(lengthNs, Math.max(0, (throughput * lengthNs) / 1e9 - clients))),
  );
  return quantileOf(mergeDistributions([...launches.map(({ response }) => response), ...missing]), q);
}

function evenly(mostNs: number, calls: number): Distribution {
  return {
    valuesNs: Array.from({ length: steps }, (_, step) => (mostNs * (step + 1)) / steps),
    counts: new Array<number>(steps).fill(calls / steps),
  };
}
