/** What the study counted or timed in a cell. Counters are of the client process. */
export type Measure =
  | 'mean'
  | 'service-mean'
  | 'p50'
  | 'p99'
  | 'tail-ratio'
  | 'service-tail-ratio'
  | 'throughput'
  | 'system-share'
  | 'cycles'
  | 'instructions'
  | 'ipc'
  | 'cache-references'
  | 'cache-misses'
  | 'branch-misses'
  | 'context-switches'
  | 'page-faults'
  | 'syscalls.futex';

export type Protocol = 'tcp' | 'rest' | 'grpc';

export const protocols: readonly Protocol[] = ['tcp', 'rest', 'grpc'];

/** A cell of the study's design. */
export interface Place {
  readonly protocol: Protocol;
  readonly bytes: number;
  readonly clients: number;
  /** Calls in flight at most, where a semaphore limits them. */
  readonly limit?: number;
}

/** One published figure. */
export interface Published extends Place {
  readonly measure: Measure;
  /** ns for latencies; calls per second; a share of 0 to 1; counters as `per` says. */
  readonly value: number;
  readonly unit: 'ns' | 'per second' | 'ratio' | 'count';
  /** `call`: divided by the calls that it was counted over. `window`: those aren't told, so only ratios can be compared. */
  readonly per: 'call' | 'window' | null;
}

/** A table as published. */
export interface PublishedTable {
  readonly title: string;
  /** The section of the study that it stands in. */
  readonly section: string;
  /** What must be known before its figures are compared; a sentence without a full stop. */
  readonly note?: string;
  readonly figures: readonly Published[];
}

export const source = {
  title: 'Study of inter-process communication over TCP, REST and gRPC (Go 1.25, Linux 6.8, 9,915,000 calls)',
  design: '5 sizes × 5 levels of concurrency × 3 protocols, one machine, protobuf throughout',
} as const;

export const KiB = 1024;
