import { KiB, type Measure, type Published, type PublishedTable, type Protocol, protocols } from './point.js';

/** The study's windows of counters at one caller. */
const callsCounted = 10_000;

const published =
  (unit: Published['unit'], per: Published['per']) =>
  (measure: Measure, protocol: Protocol, bytes: number, clients: number, value: number): Published => ({
    measure,
    protocol,
    bytes,
    clients,
    value,
    unit,
    per,
  });
const perCall = published('count', 'call');
const window = published('count', 'window');
const ratioOf = published('ratio', null);

const counted = (
  measure: Measure,
  protocol: Protocol,
  bytes: number,
  total: number,
  clients = 1,
): Published => perCall(measure, protocol, bytes, clients, total / callsCounted);

const small: readonly (readonly [Measure, number, number, number])[] = [
  ['cycles', 567e6, 1350e6, 1539e6],
  ['instructions', 751e6, 1549e6, 1674e6],
  ['cache-references', 2.4e6, 14.5e6, 18.6e6],
  ['cache-misses', 222e3, 456e3, 548e3],
  ['branch-misses', 2.2e6, 3.8e6, 4.6e6],
  ['context-switches', 14_708, 42_629, 45_193],
];

export const twoTables =
  'the study has two tables of system time, which differ for one caller of REST and gRPC: 54 and 47 % beside the hardware counters, 58 and 56 % over concurrency';

export const withStart =
  'the page faults of the study seem to include the start of the process, as they hardly depend on the size up to 1 KiB; the window here does not';

export const smallMessageCounters: PublishedTable = {
  title: 'Hardware counters, 64 B, one caller',
  section: 'kernel profiling',
  note: twoTables,
  figures: [
    ...small.flatMap(([measure, ...totals]) =>
      protocols.map((protocol, index) => counted(measure, protocol, 64, totals[index] ?? 0)),
    ),
    ...protocols.map((protocol, index) => ratioOf('ipc', protocol, 64, 1, [1.32, 1.14, 1.08][index] ?? 0)),
    ...protocols.map((protocol, index) =>
      ratioOf('system-share', protocol, 64, 1, [0.8, 0.54, 0.47][index] ?? 0),
    ),
  ],
};

const missShares = {
  rest: [0.077, 0.083, 0.059],
  grpc: [0.064, 0.062, 0.049],
};

export const countersBySize: PublishedTable = {
  title: 'Hardware counters at 1, 4 and 16 KiB, one caller',
  section: 'kernel profiling',
  note: withStart,
  figures: [1, 4, 16].flatMap((size, index) => {
    const bytes = size * KiB;
    const at = (values: readonly number[]): number => values[index] ?? 0;
    const references = { rest: at([20.2e6, 40.5e6, 106.2e6]), grpc: at([24.7e6, 34.2e6, 66.7e6]) };
    return [
      counted('cycles', 'rest', bytes, at([1502e6, 2322e6, 4076e6])),
      counted('cycles', 'grpc', bytes, at([1714e6, 2020e6, 2898e6])),
      counted('cache-references', 'rest', bytes, references.rest),
      counted('cache-references', 'grpc', bytes, references.grpc),
      counted('cache-misses', 'rest', bytes, references.rest * at(missShares.rest)),
      counted('cache-misses', 'grpc', bytes, references.grpc * at(missShares.grpc)),
      window('page-faults', 'rest', bytes, 1, at([3560, 6136, 15_387])),
      window('page-faults', 'grpc', bytes, 1, at([2974, 3868, 6251])),
    ];
  }),
};

/** Of 500 callers the study gives REST's count and its multiple of TCP's. */
export const contextSwitches: PublishedTable = {
  title: 'Context switches over concurrency, 64 B',
  section: 'concurrency scaling analysis',
  figures: [
    window('context-switches', 'tcp', 64, 50, 16_657),
    window('context-switches', 'grpc', 64, 50, 18_765),
    window('context-switches', 'rest', 64, 500, 914e3),
    window('context-switches', 'tcp', 64, 500, 914e3 / 7.5),
  ],
};

const misses: readonly (readonly [clients: number, tcp: number, rest: number, grpc: number])[] = [
  [1, 113, 236, 273],
  [10, 254, 443, 492],
  [50, 588, 1593, 3938],
  [100, 1095, 6479, 15_758],
  [500, 12_088, 174_887, 331_541],
];

export const cacheMisses: PublishedTable = {
  title: 'Cache misses over concurrency, 64 B',
  section: 'concurrency scaling analysis',
  figures: misses.flatMap(([clients, ...thousands]) =>
    protocols.map((protocol, index) =>
      window('cache-misses', protocol, 64, clients, (thousands[index] ?? 0) * 1e3),
    ),
  ),
};

export const systemShares: PublishedTable = {
  title: 'Share of system time, 64 B',
  section: 'concurrency scaling analysis',
  note: twoTables,
  figures: [
    ratioOf('system-share', 'tcp', 64, 1, 0.8),
    ratioOf('system-share', 'tcp', 64, 500, 0.8),
    ratioOf('system-share', 'rest', 64, 1, 0.58),
    ratioOf('system-share', 'rest', 64, 500, 0.35),
    ratioOf('system-share', 'grpc', 64, 1, 0.56),
    ratioOf('system-share', 'grpc', 64, 500, 0.26),
  ],
};

const faults: readonly (readonly [bytes: number, rest: number, grpc: number])[] = [
  [512, 3573, 3615],
  [KiB, 3360, 3363],
  [2 * KiB, 4688, 3674],
  [4 * KiB, 7178, 3706],
  [8 * KiB, 8513, 5362],
  [16 * KiB, 17_185, 5889],
  [32 * KiB, 23_736, 19_326],
  [64 * KiB, 33_125, 25_035],
];

/** Both protocols at eight sizes; of another sweep, gRPC close to 32 KiB. */
export const pageFaults: PublishedTable = {
  title: 'Page faults over message size, one caller',
  section: 'anomalies and root causes',
  note: withStart,
  figures: [
    ...faults.flatMap(([bytes, rest, grpc]) => [
      window('page-faults', 'rest', bytes, 1, rest),
      window('page-faults', 'grpc', bytes, 1, grpc),
    ]),
    window('page-faults', 'grpc', 29 * KiB, 1, 3548),
    window('page-faults', 'grpc', 31 * KiB, 1, 3327),
    window('page-faults', 'grpc', 33 * KiB, 1, 17_469),
  ],
};

/** Futex calls of a call: TCP's as told, the others' by the multiples that are given. */
export const systemCalls: PublishedTable = {
  title: 'Futex calls, 64 B, one caller',
  section: 'protocol profiles',
  figures: [
    { ...counted('syscalls.futex', 'tcp', 64, 0), value: 0.13 },
    { ...counted('syscalls.futex', 'rest', 64, 0), value: 0.13 * 36 },
    { ...counted('syscalls.futex', 'grpc', 64, 0), value: 0.13 * 41 },
  ],
};
