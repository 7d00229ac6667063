import { atLeast, below, type Claim, growth, growthOfRatio, value, versus } from './claim.js';
import {
  denseSweep,
  latencyByConcurrency,
  latencyBySize,
  semaphore,
  tailAmplification,
  throughput,
} from './study/latency-tables.js';
import { KiB, protocols } from './study/point.js';

const levels = [1, 10, 50, 100, 500];
const alone = (bytes: number): { bytes: number; clients: number } => ({ bytes, clients: 1 });
const crowd = (clients: number): { bytes: number; clients: number } => ({ bytes: 64 * KiB, clients });
const small = (clients: number): { bytes: number; clients: number } => ({ bytes: 64, clients });
const allocator =
  'the study puts it down to the allocator of Go, which Node.js does not have, so that it is not expected here';

const sizes = [
  ...[64, 256, KiB, 4 * KiB, 64 * KiB].map((bytes) => ({ table: latencyBySize, bytes })),
  ...[512, 2, 3, 6, 8, 12, 16, 24, 32, 48].map((size) => ({
    table: denseSweep,
    bytes: size === 512 ? 512 : size * KiB,
  })),
].toSorted((a, b) => a.bytes - b.bytes);

export const latencyClaims: readonly Claim[] = [
  {
    id: 'fastest-mean',
    claim: 'with one caller TCP has the lowest mean latency at every size',
    table: denseSweep,
    needs: 'third',
    parts: (['rest', 'grpc'] as const).flatMap((other) =>
      sizes.map(({ table, bytes }) => versus(table, 'mean', [other, 'tcp'], alone(bytes), atLeast(1))),
    ),
  },
  {
    id: 'rest-overhead-64b',
    claim: 'at 64 B the mean latency of REST is 1.35 to 2.1 times that of TCP at every concurrency',
    table: latencyByConcurrency,
    parts: levels.map((clients) =>
      versus(latencyByConcurrency, 'mean', ['rest', 'tcp'], small(clients), [1.35, 2.1]),
    ),
  },
  {
    id: 'overhead-grows-with-size',
    claim: 'with one caller REST and gRPC lose more to TCP at 64 KiB than at 64 B',
    table: latencyBySize,
    parts: (['rest', 'grpc'] as const).map((other) =>
      growthOfRatio(latencyBySize, 'mean', [other, 'tcp'], alone(64 * KiB), alone(64), atLeast(1)),
    ),
  },
  {
    id: 'linear-64b',
    claim: 'at 64 B mean latency grows 35 to 70 times from 10 callers to 500, about as their number does',
    table: latencyByConcurrency,
    parts: protocols.map((protocol) =>
      growth(latencyByConcurrency, 'mean', { protocol, ...small(500) }, { protocol, ...small(10) }, [35, 70]),
    ),
  },
  {
    id: 'throughput-64b',
    claim:
      'one caller of 64 B gets 1.6 to 2.5 times as many calls a second from TCP as from REST, and fewest from gRPC',
    table: throughput,
    parts: [
      versus(throughput, 'throughput', ['tcp', 'rest'], small(1), [1.6, 2.5]),
      versus(throughput, 'throughput', ['rest', 'grpc'], small(1), atLeast(1)),
    ],
  },
  {
    id: 'crossover-2kib',
    claim: 'with one caller REST is faster than gRPC at 512 B and 1 KiB, and slower at 4, 8, 16 and 24 KiB',
    table: denseSweep,
    needs: 'both-sides',
    parts: [
      ...[512, KiB].map((bytes) => versus(denseSweep, 'mean', ['grpc', 'rest'], alone(bytes), atLeast(1))),
      ...[4, 8, 16, 24].map((size) =>
        versus(denseSweep, 'mean', ['grpc', 'rest'], alone(size * KiB), below(1)),
      ),
    ],
  },
  {
    id: 'crossover-32kib',
    claim: 'with one caller gRPC is faster than REST at 24 KiB, and slower at 32, 48 and 64 KiB',
    table: denseSweep,
    needs: 'both-sides',
    parts: [
      versus(denseSweep, 'mean', ['grpc', 'rest'], alone(24 * KiB), below(1)),
      ...[32, 48, 64].map((size) =>
        versus(denseSweep, 'mean', ['grpc', 'rest'], alone(size * KiB), atLeast(1)),
      ),
    ],
    caution: allocator,
  },
  ...(['tcp', 'rest'] as const).map((protocol): Claim => {
    const name = protocol.toUpperCase();
    return {
      id: `tail-growth-${protocol}`,
      claim: `at 64 KiB P99 over P50 of ${name} grows at least 10 times from 1 caller to 500`,
      table: tailAmplification,
      parts: [
        growth(
          tailAmplification,
          'tail-ratio',
          { protocol, ...crowd(500) },
          { protocol, ...crowd(1) },
          atLeast(10),
        ),
      ],
    };
  }),
  {
    id: 'tail-flat-grpc',
    claim: 'at 64 KiB P99 over P50 of gRPC is 1.3 to 3 at every concurrency',
    table: tailAmplification,
    parts: levels.map((clients) =>
      value(tailAmplification, 'tail-ratio', { protocol: 'grpc', ...crowd(clients) }, [1.3, 3]),
    ),
  },
  {
    id: 'knee',
    claim:
      'at 64 KiB the tail of TCP and REST has its knee between 10 and 50 callers: P99 over P50 grows at least 3 times',
    table: tailAmplification,
    parts: (['tcp', 'rest'] as const).map((protocol) =>
      growth(
        tailAmplification,
        'tail-ratio',
        { protocol, ...crowd(50) },
        { protocol, ...crowd(10) },
        atLeast(3),
      ),
    ),
  },
  {
    id: 'tail-order',
    claim: 'at 64 KiB and 500 callers the P99 of TCP and REST is at least 3 times that of gRPC',
    table: tailAmplification,
    parts: (['tcp', 'rest'] as const).map((other) =>
      versus(tailAmplification, 'p99', [other, 'grpc'], crowd(500), atLeast(3)),
    ),
  },
  {
    id: 'inversion',
    claim: 'at 64 KiB and 500 callers TCP has the lowest P50 and the highest P99 over P50',
    table: tailAmplification,
    parts: (['rest', 'grpc'] as const).flatMap((other) => [
      versus(tailAmplification, 'p50', [other, 'tcp'], crowd(500), atLeast(1)),
      versus(tailAmplification, 'tail-ratio', ['tcp', other], crowd(500), atLeast(1)),
    ]),
  },
  ...semaphoreClaims(),
];

function semaphoreClaims(): readonly Claim[] {
  const free = { protocol: 'tcp', ...crowd(500) } as const;
  const limited = { ...free, limit: 50 } as const;
  const text = 'a semaphore of 50 for 500 callers of TCP at 64 KiB';
  const law =
    "by Little's law 500 callers wait as long as before when throughput is the same: what shrinks is service time, and the rest of the wait is for the permit";
  return [
    {
      id: 'semaphore-mean-response',
      claim: `${text} makes mean response time at least 4 times shorter`,
      table: semaphore,
      parts: [growth(semaphore, 'mean', free, limited, atLeast(4), 8.7)],
      caution: law,
    },
    {
      id: 'semaphore-mean-service',
      claim: `${text} makes mean service time at least 4 times shorter`,
      table: semaphore,
      parts: [growth(semaphore, 'service-mean', free, limited, atLeast(4), 8.7)],
    },
    {
      id: 'semaphore-throughput',
      claim: `${text} leaves 0.88 of throughput or more, and makes it no higher`,
      table: semaphore,
      parts: [growth(semaphore, 'throughput', limited, free, [0.88, 1])],
    },
    {
      id: 'semaphore-tail-response',
      claim: `${text} brings P99 over P50 of response time to less than 0.5 of what it was`,
      table: semaphore,
      parts: [growth(semaphore, 'tail-ratio', limited, free, below(0.5), 18 / 121)],
      caution: 'the study times a call from its permit on, so that its figure is one of service time',
    },
    {
      id: 'semaphore-tail-service',
      claim: `${text} brings P99 over P50 of service time to less than 0.5 of what it was`,
      table: semaphore,
      parts: [growth(semaphore, 'service-tail-ratio', limited, free, below(0.5))],
    },
    {
      id: 'semaphore-page-faults',
      claim: `${text} makes page faults at least 10 times fewer`,
      table: semaphore,
      parts: [growth(semaphore, 'page-faults', free, limited, atLeast(10), 47)],
    },
  ];
}
