import { KiB, type Measure, type PublishedTable, type Published, protocols } from './point.js';

type Triple = readonly [tcp: number, rest: number, grpc: number];

const means = (lines: readonly (readonly [x: number, ...Triple])[], axis: 'bytes' | 'clients'): Published[] =>
  lines.flatMap(([x, ...values]) =>
    protocols.map((protocol, index) => ({
      measure: 'mean',
      protocol,
      bytes: axis === 'bytes' ? x : 64,
      clients: axis === 'bytes' ? 1 : x,
      value: (values[index] ?? 0) * 1e3,
      unit: 'ns',
      per: null,
    })),
  );

export const latencyBySize: PublishedTable = {
  title: 'Mean latency over message size, one caller',
  section: 'baseline results',
  figures: means(
    [
      [64, 18.8, 35.8, 47.9],
      [256, 17.3, 34.2, 45.0],
      [KiB, 18.5, 42.3, 46.3],
      [4 * KiB, 21.2, 55.4, 50.4],
      [64 * KiB, 56.6, 199.1, 216.3],
    ],
    'bytes',
  ),
};

export const latencyByConcurrency: PublishedTable = {
  title: 'Mean latency over concurrency, 64 B',
  section: 'baseline results',
  figures: means(
    [
      [1, 18.8, 35.8, 47.9],
      [10, 94.7, 145.4, 194.6],
      [50, 486.7, 777.7, 889.2],
      [100, 936.8, 1631.0, 1848.3],
      [500, 4996.8, 9023.5, 10830.5],
    ],
    'clients',
  ),
};

export const denseSweep: PublishedTable = {
  title: 'Mean latency at thirteen sizes, one caller',
  section: 'anomalies and root causes',
  figures: means(
    [
      [512, 19, 37, 44],
      [KiB, 18, 39, 42],
      [2 * KiB, 19, 43, 44],
      [3 * KiB, 20, 44, 45],
      [4 * KiB, 21, 53, 47],
      [6 * KiB, 21, 56, 48],
      [8 * KiB, 21, 63, 51],
      [12 * KiB, 23, 76, 53],
      [16 * KiB, 26, 85, 62],
      [24 * KiB, 32, 102, 70],
      [32 * KiB, 32, 121, 171],
      [48 * KiB, 40, 147, 185],
      [64 * KiB, 48, 180, 199],
    ],
    'bytes',
  ),
};

export const throughput: PublishedTable = {
  title: 'Throughput, 64 B, one caller',
  section: 'baseline results',
  figures: protocols.map((protocol, index) => ({
    measure: 'throughput',
    protocol,
    bytes: 64,
    clients: 1,
    value: [49_000, 24_000, 21_000][index] ?? 0,
    unit: 'per second',
    per: null,
  })),
};

/** P50 and P99 in µs for each protocol, and their ratio as the study rounds it. */
const tailLines: readonly (readonly [
  clients: number,
  ...(readonly (readonly [p50: number, p99: number, ratio: number])[]),
])[] = [
  [1, [41, 128, 3.1], [159, 395, 2.5], [195, 422, 2.2]],
  [10, [479, 897, 1.9], [1487, 12_105, 8.1], [1775, 3066, 1.7]],
  [50, [1753, 42_010, 24], [5877, 167_801, 29], [10_424, 18_781, 1.8]],
  [100, [3489, 140_215, 40], [8108, 391_420, 48], [21_276, 33_193, 1.6]],
  [500, [8915, 1_083_462, 121], [16_887, 1_177_731, 70], [95_729, 186_705, 2.0]],
];

export const tailAmplification: PublishedTable = {
  title: 'Tail amplification at 64 KiB',
  section: 'tail latency and amplification',
  figures: tailLines.flatMap(([clients, ...cells]) =>
    cells.flatMap(([p50, p99, ratio], index) => {
      const place = { protocol: protocols[index] ?? 'tcp', bytes: 64 * KiB, clients } as const;
      const figure = (measure: Measure, value: number, unit: 'ns' | 'ratio'): Published => ({
        ...place,
        measure,
        value,
        unit,
        per: null,
      });
      return [
        figure('p50', p50 * 1e3, 'ns'),
        figure('p99', p99 * 1e3, 'ns'),
        figure('tail-ratio', ratio, 'ratio'),
      ];
    }),
  ),
};

const crowd = { protocol: 'tcp', bytes: 64 * KiB, clients: 500 } as const;
const limited = { ...crowd, limit: 50 } as const;

/** The study times a call from its permit on, so its latencies with a limit are service times. */
export const semaphore: PublishedTable = {
  title: 'A semaphore of 50 for 500 callers, TCP, 64 KiB',
  section: 'optimisation: semaphore flow control',
  figures: [
    { ...crowd, measure: 'throughput', value: 10_466, unit: 'per second', per: null },
    { ...limited, measure: 'throughput', value: 9703, unit: 'per second', per: null },
    { ...crowd, measure: 'service-tail-ratio', value: 121, unit: 'ratio', per: null },
    { ...limited, measure: 'service-tail-ratio', value: 18, unit: 'ratio', per: null },
  ],
};
