/** What one system call cost in a window, over all threads of a process. */
export interface TracedCall {
  readonly name: string;
  readonly calls: number;
  readonly errors: number;
  /** From entry to exit, waiting included. */
  readonly timeNs: number;
  /** Left out where the tool doesn't tell, or too few calls were seen: at least 10 / (1 - q). */
  readonly p50Ns?: number;
  readonly p99Ns?: number;
}

/** What was traced of a process. */
export interface Trace {
  readonly calls: readonly TracedCall[];
  readonly notes: readonly string[];
}

/** A tool that traces the system calls of a process. */
export interface Tracing {
  /** Ends the window and reads what was traced. To be called once. */
  finish(): Promise<Trace>;
}
