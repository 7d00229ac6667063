import type { Distribution, Launch } from '@wiretax/core';
import { boundText, type Labels, type Sample } from './exposition.js';

/** Upper bounds in seconds: 1, 2 and 5 of each decade from a microsecond on, as far as histograms reach. */
export const boundsS: readonly number[] = [-6, -5, -4, -3, -2, -1, 0, 1].flatMap((power) =>
  [1, 2, 5].map((digit) => Number(`${String(digit)}e${String(power)}`)),
);

/** The samples of a histogram over all launches: cumulative buckets, and count and sum where that is known: there is none without the other. */
export function histogramSamples(
  launches: readonly Launch[],
  series: 'response' | 'service',
  { labels, meanNs }: { readonly labels: Labels; readonly meanNs: number | null },
): readonly Sample[] {
  const upTo = boundsS.map(() => 0);
  let count = 0;
  for (const launch of launches) count += addTo(upTo, launch[series]);
  if (count === 0) return [];
  return [
    ...[...upTo, count].map((value, index) => ({
      suffix: '_bucket',
      labels: { ...labels, le: boundText(boundsS[index] ?? Infinity) },
      value,
    })),
    ...(meanNs === null
      ? []
      : [
          { suffix: '_count', labels, value: count },
          { suffix: '_sum', labels, value: (meanNs * count) / 1e9 },
        ]),
  ];
}

/** Adds a distribution to cumulative counts; how many values it has. What overflowed is in no bucket but the last. */
function addTo(upTo: number[], { valuesNs, counts }: Distribution): number {
  let total = 0;
  for (const [index, count] of counts.entries()) {
    const valueS = (valuesNs[index] ?? 0) / 1e9;
    total += count;
    for (let bound = upTo.length - 1; bound >= 0 && valueS <= (boundsS[bound] ?? 0); bound -= 1)
      upTo[bound] = (upTo[bound] ?? 0) + count;
  }
  return total;
}
