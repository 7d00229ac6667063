import type { Row } from '@wiretax/core';
import { sampleRowMetric } from '@wiretax/core/testing';
import { syntheticRow } from '@wiretax/statistics/synthetic';

export const sizes = [512, 1024, 2048, 4096, 8192, 16_384, 24_576, 32_768, 49_152, 65_536];

export interface Planted {
  readonly p50Ns?: (bytes: number) => number;
  /** Per call, by name. */
  readonly counters?: Readonly<Record<string, (bytes: number) => number>>;
  readonly launches?: number;
  readonly noise?: number;
  readonly transport?: string;
}

/** A series over size; counters and latencies of a launch share their noise. */
export function plantedRows(planted: Planted, seed: number): Row[] {
  const {
    p50Ns = (bytes: number): number => 4e4 + bytes,
    counters = {},
    launches = 5,
    noise = 0.03,
  } = planted;
  return sizes.map((bytes) => {
    const row = syntheticRow({
      transport: planted.transport ?? 'grpc',
      bytes,
      clients: 1,
      launches,
      calls: 100,
      p50Ns: p50Ns(bytes),
      tailRatio: 1.1,
      launchNoise: noise,
      seed: seed * 100_000 + bytes,
    });
    const withCounters = row.launches.map((launch) => ({
      ...launch,
      metrics: Object.entries(counters).map(([name, perCall]) =>
        sampleRowMetric({
          name,
          kind: 'counter',
          unit: 'count',
          collector: 'usage',
          peer: 'server',
          window: 'measure',
          comparable: true,
          perCall: (perCall(bytes) * 1e9) / launch.throughput / p50Ns(bytes),
        }),
      ),
    }));
    return { ...row, launches: withCounters };
  });
}
