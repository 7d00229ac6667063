import { atLeast, below, type Claim, growth, growthOfRatio, value, versus } from './claim.js';
import {
  cacheMisses,
  contextSwitches,
  countersBySize,
  pageFaults,
  smallMessageCounters,
  systemCalls,
  systemShares,
} from './study/counter-tables.js';
import { KiB, type Measure } from './study/point.js';

const small = (clients: number): { bytes: number; clients: number } => ({ bytes: 64, clients });
const alone = (bytes: number): { bytes: number; clients: number } => ({ bytes, clients: 1 });

/** Half to twice of what the study found. */
const about = (study: number): readonly [number, number] => [study / 2, study * 2];

const multiples: readonly (readonly [Measure, rest: number, grpc: number])[] = [
  ['cycles', 2.4, 2.7],
  ['instructions', 2.1, 2.2],
  ['cache-references', 6.0, 7.7],
  ['cache-misses', 2.1, 2.5],
  ['branch-misses', 1.7, 2.1],
];

export const counterClaims: readonly Claim[] = [
  {
    id: 'counters-64b',
    claim:
      'at 64 B and one caller REST and gRPC take 2 to 8 times the cycles, instructions, cache references and misses of TCP',
    table: smallMessageCounters,
    parts: multiples.flatMap(([measure, rest, grpc]) => [
      versus(smallMessageCounters, measure, ['rest', 'tcp'], small(1), about(rest)),
      versus(smallMessageCounters, measure, ['grpc', 'tcp'], small(1), about(grpc)),
    ]),
  },
  {
    id: 'ipc-order',
    claim: 'at 64 B and one caller TCP has the most instructions per cycle, gRPC the fewest',
    table: smallMessageCounters,
    parts: [
      versus(smallMessageCounters, 'ipc', ['tcp', 'rest'], small(1), atLeast(1)),
      versus(smallMessageCounters, 'ipc', ['rest', 'grpc'], small(1), atLeast(1)),
    ],
  },
  {
    id: 'cycles-by-size',
    claim: 'with one caller REST takes fewer cycles than gRPC at 1 KiB, and more at 4 and 16 KiB',
    table: countersBySize,
    needs: 'both-sides',
    parts: [
      versus(countersBySize, 'cycles', ['rest', 'grpc'], alone(KiB), below(1)),
      ...[4, 16].map((size) =>
        versus(countersBySize, 'cycles', ['rest', 'grpc'], alone(size * KiB), atLeast(1)),
      ),
    ],
  },
  {
    id: 'context-switches-64b',
    claim: 'at 64 B and one caller REST and gRPC make about three times the context switches of TCP',
    table: smallMessageCounters,
    parts: (['rest', 'grpc'] as const).map((other) =>
      versus(smallMessageCounters, 'context-switches', [other, 'tcp'], small(1), [1.5, 6]),
    ),
  },
  {
    id: 'context-switches-c500',
    claim: 'at 64 B and 500 callers REST makes 7.5 times the context switches of TCP',
    table: contextSwitches,
    parts: [versus(contextSwitches, 'context-switches', ['rest', 'tcp'], small(500), about(7.5))],
  },
  {
    id: 'context-switches-super-linear',
    claim:
      'at 64 B the context switches of REST outgrow those of TCP, from 3.1 times with 1 caller to 7.5 times with 500',
    table: contextSwitches,
    parts: [
      growthOfRatio(
        contextSwitches,
        'context-switches',
        ['rest', 'tcp'],
        small(500),
        small(1),
        atLeast(1.2),
        7.5 / 3.1,
      ),
    ],
    caution: 'a goroutine for each connection is what the study blames; Node.js has one loop for all of them',
  },
  {
    id: 'context-switches-grpc-c50',
    claim: 'at 64 B and 50 callers gRPC makes about as many context switches as TCP',
    table: contextSwitches,
    parts: [versus(contextSwitches, 'context-switches', ['grpc', 'tcp'], small(50), [0.67, 1.5])],
  },
  {
    id: 'futex',
    claim: 'at 64 B and one caller REST and gRPC make 36 to 41 times the futex calls of TCP',
    table: systemCalls,
    parts: [
      versus(systemCalls, 'syscalls.futex', ['rest', 'tcp'], small(1), atLeast(18)),
      versus(systemCalls, 'syscalls.futex', ['grpc', 'tcp'], small(1), atLeast(20)),
    ],
    caution:
      'the callers of the study are goroutines on several threads; those of Node.js share one and need no lock',
  },
  {
    id: 'system-time-tcp',
    claim:
      'at 64 B four fifths of the CPU time of the client of TCP is system time, with 1 caller as with 500',
    table: systemShares,
    parts: [1, 10, 50, 100, 500].map((clients) =>
      value(systemShares, 'system-share', { protocol: 'tcp', ...small(clients) }, [0.7, 0.9], 0.8),
    ),
  },
  {
    id: 'system-time-falls',
    claim: 'at 64 B the share of system time of REST and gRPC falls by a third or more from 1 caller to 500',
    table: systemShares,
    parts: (['rest', 'grpc'] as const).map((protocol) =>
      growth(
        systemShares,
        'system-share',
        { protocol, ...small(500) },
        { protocol, ...small(1) },
        below(0.67),
      ),
    ),
  },
  {
    id: 'cache-misses-grpc',
    claim:
      'at 64 B the cache misses of gRPC go from 2.4 times those of TCP with 1 caller to 27 times with 500',
    table: cacheMisses,
    parts: [
      versus(cacheMisses, 'cache-misses', ['grpc', 'tcp'], small(1), about(2.4)),
      versus(cacheMisses, 'cache-misses', ['grpc', 'tcp'], small(500), about(27.4)),
    ],
  },
  {
    id: 'page-fault-step-32kib',
    claim: 'with one caller the page faults of gRPC jump at 32 KiB to three times those at 16 KiB',
    table: pageFaults,
    parts: [
      growth(
        pageFaults,
        'page-faults',
        { protocol: 'grpc', ...alone(32 * KiB) },
        { protocol: 'grpc', ...alone(16 * KiB) },
        atLeast(2),
      ),
    ],
    caution:
      'the study puts it down to the allocator of Go, which Node.js does not have, so that it is not expected here',
  },
  {
    id: 'page-fault-zones',
    claim: 'with one caller REST has as many page faults as gRPC up to 1 KiB, and more from 2 to 16 KiB',
    table: pageFaults,
    needs: 'third',
    parts: [
      ...[512, KiB].map((bytes) =>
        versus(pageFaults, 'page-faults', ['rest', 'grpc'], alone(bytes), [0.8, 1.25]),
      ),
      ...[2, 4, 8, 16].map((size) =>
        versus(pageFaults, 'page-faults', ['rest', 'grpc'], alone(size * KiB), atLeast(1)),
      ),
    ],
  },
  {
    id: 'system-time-order',
    claim:
      'at 64 B and 500 callers TCP spends the largest share of its CPU time in the kernel, gRPC the smallest',
    table: systemShares,
    parts: [
      versus(systemShares, 'system-share', ['tcp', 'rest'], small(500), atLeast(1)),
      versus(systemShares, 'system-share', ['rest', 'grpc'], small(500), atLeast(1)),
    ],
  },
];
