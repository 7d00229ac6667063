import type { Endpoint } from './endpoint.js';
import type { Workload } from './workload.js';

/** A contribution by name with its options, as the config writes `{use: grpc, channels: 4}`. */
export interface Use {
  readonly use: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** How ids and tables call it: the name, or the name and its options (`semaphore-50`), or the user's `as`. */
  readonly label: string;
}

export interface Size {
  readonly requestBytes: number;
  readonly replyBytes: number;
}

export type Placement = 'split' | 'shared' | 'none';

/** Flags of Node.js and V8 that peers are started with: a point of the axis that tests allocators, collectors, compilers. */
export interface NodeFlags {
  /** How ids and tables call it; `default` for no flags. */
  readonly label: string;
  readonly client: readonly string[];
  readonly server: readonly string[];
}

/** What a value of each axis is; what is known of the axis stands in the table of axes. */
export interface AxisValues {
  readonly transport: Use;
  readonly size: Size;
  readonly concurrency: number;
  /** Outermost first; empty for none. */
  readonly flow: readonly Use[];
  readonly codec: Use;
  readonly link: Use;
  readonly placement: Placement;
  readonly serviceTimeNs: number;
  readonly node: NodeFlags;
  readonly load: Use;
  readonly topology: Use;
  readonly target: Target;
}

/** Which server answers. */
export interface Target {
  /** How ids and tables call it: `own`, its address as a word, or the user's `as`. */
  readonly label: string;
  /** One that already runs, in the place of core's own; left out for that. */
  readonly server?: TargetServer;
}

/** A server that Wiretax did not start. */
export interface TargetServer {
  /** `tcp`, `http`, `grpc`: what it speaks. Transports say which they do. */
  readonly scheme: string;
  readonly endpoint: Endpoint;
  /** What is asked of it; left out where it answers echo's calls. */
  readonly workload?: Workload;
}

/** One point of the matrix. Frozen. */
export interface Cell extends AxisValues {
  /** `tcp.64B.c10`, with further parts for every axis that is not at its default. */
  readonly id: string;
}

/** The axes of the matrix; each has at least one value. */
export type Axes = { readonly [F in keyof AxisValues]: readonly AxisValues[F][] };
