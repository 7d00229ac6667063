/**
 * What a fixed piece of work took on the CPUs of the peers: at most 60 ms, done by their main threads at stage 100 of
 * the phase `pin`, before any load, and with nothing of the transport in it. Latencies of two launches may only be
 * held against each other while their yardsticks agree. Whoever places peers does so before that stage.
 */
export interface Yardstick {
  /**
   * A round trip of one byte between the main threads of the client and of the server, ns; the median. Each goes to sleep and is woken by
   * the other, through a pair of FIFOs, after work of 10 µs that is not counted. A call of one client waits for the
   * same: leaving the idle state, the interrupt to the other CPU, the scheduler. Null when both ends share a process,
   * or where there are no FIFOs.
   */
  readonly wakeNs: number | null;
  /** Of each peer of ours, by name. */
  readonly peers: Readonly<Record<string, PeerYardstick>>;
}

/** What a peer did by itself, while the others did the same. */
export interface PeerYardstick {
  /**
   * 10,000 steps of integer arithmetic, each of which needs the one before, ns; the fastest of several. It follows the
   * clock of the CPU, and Node.js flags that change how code is compiled.
   */
  readonly integerNs: number;
  /** Copying 1 MiB from one place in memory to another, ns; the median. */
  readonly copyNs: number;
  /** The CPUs on which it could run, as Linux lists them: `1`, `0,2-3`. Null where the system doesn't tell. */
  readonly cpus: string | null;
}
