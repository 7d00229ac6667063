import { atLeast, below, type Claim, growth, growthOfRatio, value, versus } from './claim.js';
import {
  cacheMisses,
  contextSwitches,
  countersBySize,
  pageFaults,
  smallMessageCounters,
  systemCalls,
  systemShares,
  twoTables,
  withStart,
} from './study/counter-tables.js';
import { KiB, type Measure } from './study/point.js';

const small = (clients: number): { bytes: number; clients: number } => ({ bytes: 64, clients });
const alone = (bytes: number): { bytes: number; clients: number } => ({ bytes, clients: 1 });

const hardware: readonly Measure[] = [
  'cycles',
  'instructions',
  'cache-references',
  'cache-misses',
  'branch-misses',
];

export const counterClaims: readonly Claim[] = [
  {
    id: 'counters-64b',
    claim:
      'at 64 B and one caller REST and gRPC take 1.5 to 8 times the cycles, instructions, cache references and misses of TCP',
    table: smallMessageCounters,
    parts: hardware.flatMap((measure) =>
      (['rest', 'grpc'] as const).map((other) =>
        versus(smallMessageCounters, measure, [other, 'tcp'], small(1), [1.5, 8]),
      ),
    ),
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
    claim: 'at 64 B and one caller REST and gRPC make 1.5 to 6 times the context switches of TCP',
    table: smallMessageCounters,
    parts: (['rest', 'grpc'] as const).map((other) =>
      versus(smallMessageCounters, 'context-switches', [other, 'tcp'], small(1), [1.5, 6]),
    ),
  },
  {
    id: 'context-switches-c500',
    claim: 'at 64 B and 500 callers REST makes 4 to 15 times the context switches of TCP',
    table: contextSwitches,
    parts: [versus(contextSwitches, 'context-switches', ['rest', 'tcp'], small(500), [4, 15])],
  },
  {
    id: 'context-switches-super-linear',
    claim:
      'at 64 B the context switches of REST over those of TCP grow at least 1.2 times from 1 caller to 500',
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
    claim: 'at 64 B and 50 callers gRPC makes about as many context switches as TCP, 0.67 to 1.5 times',
    table: contextSwitches,
    parts: [versus(contextSwitches, 'context-switches', ['grpc', 'tcp'], small(50), [0.67, 1.5])],
  },
  {
    id: 'futex',
    claim: 'at 64 B and one caller REST and gRPC make at least 18 times the futex calls of TCP',
    table: systemCalls,
    parts: [
      versus(systemCalls, 'syscalls.futex', ['rest', 'tcp'], small(1), atLeast(18)),
      versus(systemCalls, 'syscalls.futex', ['grpc', 'tcp'], small(1), atLeast(18)),
    ],
    caution:
      'the callers of the study are goroutines on several threads; those of Node.js share one and need no lock',
  },
  {
    id: 'system-time-tcp',
    claim:
      'at 64 B 0.7 to 0.9 of the CPU time of the client of TCP is system time, with 1 caller as with 500',
    table: systemShares,
    parts: [1, 10, 50, 100, 500].map((clients) =>
      value(systemShares, 'system-share', { protocol: 'tcp', ...small(clients) }, [0.7, 0.9], 0.8),
    ),
  },
  {
    id: 'system-time-falls',
    claim:
      'at 64 B the share of system time of REST and gRPC with 500 callers is less than 0.67 of that with 1 caller',
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
    note: twoTables,
  },
  {
    id: 'cache-misses-grpc',
    claim:
      'at 64 B the cache misses of gRPC are 1.2 to 5 times those of TCP with 1 caller, and 13 to 55 times with 500',
    table: cacheMisses,
    parts: [
      versus(cacheMisses, 'cache-misses', ['grpc', 'tcp'], small(1), [1.2, 5]),
      versus(cacheMisses, 'cache-misses', ['grpc', 'tcp'], small(500), [13, 55]),
    ],
  },
  {
    id: 'page-fault-step-32kib',
    claim: 'with one caller the page faults of gRPC jump at 32 KiB to at least 2 times those at 16 KiB',
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
    note: withStart,
  },
  {
    id: 'page-fault-zones',
    claim:
      'with one caller REST has about as many page faults as gRPC at 512 B and 1 KiB, 0.8 to 1.25 times, and more at 2, 4, 8 and 16 KiB',
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
    note: withStart,
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
