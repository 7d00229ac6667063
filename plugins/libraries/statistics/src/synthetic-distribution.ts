import type { Distribution } from '@wiretax/core';
import jstat from 'jstat';
import { normal } from './random.js';

interface DistributionShape {
  readonly calls: number;
  readonly p50Ns: number;
  /** P99 over P50. */
  readonly tailRatio: number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

/** Logarithm of the ratio of a bucket's end to the one before. */
const width = 0.001;
/** Values of the standard normal distribution that leave out less than one in ten million. */
const furthest = 5.2;
/** Up to this many calls are drawn one by one; of more, the counts of buckets are. */
const drawnSingly = 5000;

/** A histogram of log-normal latencies at random. All such histograms share their buckets. */
export function syntheticDistribution(shape: DistributionShape): Distribution {
  const centre = Math.log(shape.p50Ns) / width;
  const deviation = Math.log(Math.max(shape.tailRatio, 1.01)) / jstat.normal.inv(0.99, 0, 1) / width;
  const draw = shape.calls <= drawnSingly ? singleDraws : bucketDraws;
  const valuesNs: number[] = [];
  const counts: number[] = [];
  for (const [bucket, count] of draw(shape.calls, centre, deviation, shape.random)) {
    const valueNs = Math.max(1, Math.round(Math.exp(bucket * width)));
    const last = counts.length - 1;
    if (valueNs === valuesNs[last]) counts[last] = (counts[last] ?? 0) + count;
    else {
      valuesNs.push(valueNs);
      counts.push(count);
    }
  }
  return { valuesNs, counts };
}

/** Ascending. */
type Buckets = Iterable<readonly [bucket: number, count: number]>;

function* singleDraws(calls: number, centre: number, deviation: number, random: () => number): Buckets {
  const buckets = Int32Array.from({ length: calls }, () =>
    Math.ceil(centre + deviation * normal(random)),
  ).sort();
  let start = 0;
  for (let call = 1; call <= calls; call += 1) {
    const bucket = buckets[start] ?? 0;
    if (call < calls && buckets[call] === bucket) continue;
    yield [bucket, call - start];
    start = call;
  }
}

function* bucketDraws(calls: number, centre: number, deviation: number, random: () => number): Buckets {
  const last = Math.ceil(centre + furthest * deviation);
  let [left, shareLeft, below] = [calls, 1, 0];
  for (let bucket = Math.floor(centre - furthest * deviation); left > 0; bucket += 1) {
    const share = bucket >= last ? 1 : jstat.normal.cdf((bucket - centre) / deviation, 0, 1);
    const expected = shareLeft <= 0 ? 1 : Math.min(1, (share - below) / shareLeft);
    const count = bucket >= last ? left : binomial(left, expected, random);
    shareLeft -= share - below;
    below = share;
    left -= count;
    if (count > 0) yield [bucket, count];
  }
}

/** How many of `n` come out with this probability: nearly, by Poisson for few, by the normal distribution for many. */
function binomial(n: number, probability: number, random: () => number): number {
  const expected = n * probability;
  if (expected > 20) {
    const drawn = expected + normal(random) * Math.sqrt(expected * (1 - probability));
    return Math.max(0, Math.min(n, Math.round(drawn)));
  }
  const limit = Math.exp(-expected);
  let [count, product] = [0, random()];
  while (product > limit && count < n) {
    count += 1;
    product *= random();
  }
  return count;
}
