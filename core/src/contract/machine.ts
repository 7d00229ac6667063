import type { Host } from './host.js';

/** Where peers run, made by core of what a launcher opened. Hooks and links reach it as they reach the coordinator's own host. */
export interface Machine extends Host {
  /** `local`, or as `machines` of the config calls it. */
  readonly name: string;
  /** The name or number at which peers of other machines reach it. */
  readonly address: string;
  /** Instants of two machines can be compared if these are equal: the kernel that booted, and its time namespace. */
  readonly clockDomain: string;
  /** The process and all that was started below it, as far as it still runs: first itself. */
  processes(pid: number): Promise<readonly number[]>;
  /** Who listens on a TCP port, or on the path of a Unix socket: parents before those that they have started. */
  listeners(at: number | string): Promise<readonly number[]>;
  /** CPU time and memory of these processes so far. */
  usage(pids: readonly number[]): Promise<ProcessUsage>;
  /** TCP ports that nobody listened on a moment ago. */
  ports(count: number): Promise<readonly number[]>;
}

/** What some processes have used so far, together. */
export interface ProcessUsage {
  readonly userNs: number;
  readonly systemNs: number;
  /** Of each thread, by its number, user and system together. */
  readonly threadsNs: Readonly<Record<string, number>>;
  /** The sum of what each held at its most; what they share counts for each. */
  readonly peakRssBytes: number;
  readonly processes: number;
  /** The CPUs that the first of them may run on, as the kernel lists them: `0,2-3`. Null where the system doesn't tell. */
  readonly cpus: string | null;
}
