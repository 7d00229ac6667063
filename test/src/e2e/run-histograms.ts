import * as hdr from 'hdr-histogram-js';

/** The files of a trial, by the field of a row that they stand behind. */
export const seriesFiles = [
  ['response', 'response.hlog'],
  ['service', 'service.hlog'],
  ['lag', 'lag.hlog'],
  ['toServer', 'to-server.hlog'],
  ['toClient', 'to-client.hlog'],
] as const;

const quantiles = [
  ['p50', 0.5],
  ['p90', 0.9],
  ['p99', 0.99],
  ['p999', 0.999],
  ['p9999', 0.9999],
] as const;

/** What HdrHistogram itself reads out of logs, all their intervals merged. */
export function percentilesOf(logs: readonly string[]): {
  readonly count: number;
  readonly percentiles: readonly (readonly [
    name: (typeof quantiles)[number][0],
    quantile: number,
    valueNs: number,
  ])[];
} {
  const merged = hdr.build({ bitBucketSize: 64, numberOfSignificantValueDigits: 3, autoResize: true });
  for (const log of logs) {
    const reader = new hdr.HistogramLogReader(log, 64);
    for (let part = reader.nextIntervalHistogram(); part !== null; part = reader.nextIntervalHistogram()) {
      merged.add(part);
    }
  }
  return {
    count: merged.totalCount,
    percentiles: quantiles.map(([name, quantile]) => [
      name,
      quantile,
      merged.getValueAtPercentile(quantile * 100),
    ]),
  };
}
