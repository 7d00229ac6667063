/**
 * What kept a peer from running in its window, as /proc and the control groups tell it at both ends. Times in ns; a member is null where
 * the system doesn't tell. Whether it was too much is for `disturbed` to say, which looks at both peers.
 */
export interface Interference {
  /** The CPUs that the peer might use, as the kernel lists them: `0,2-3`. */
  readonly cpus: string | null;
  /** Time in which its main thread could have run and had no CPU: for another process, or for another thread of its own. */
  readonly mainWaitNs: number | null;
  /**
   * CPU time that other processes had on `cpus`, those of the other peer among them: what was neither idle nor spent on interrupts, less
   * what the peer used itself. The kernel counts it in ticks of 10 ms.
   */
  readonly foreignCpuNs: number | null;
  /** Time that a hypervisor took from `cpus`, all together; in ticks of 10 ms. */
  readonly stealNs: number | null;
  /**
   * Time for which a CPU quota had stopped the peer's control group or one above it, version 1 or 2, summed over CPUs; null without a
   * control group that can have a quota.
   */
  readonly throttledNs: number | null;
  /**
   * Time in which the event loop did not turn and the process used no CPU, in pauses of 20 ms and more: it was stopped, its machine was,
   * or it waited long for a CPU or a disk.
   */
  readonly stillNs: number;
  /** The longest of these pauses. */
  readonly longestStillNs: number;
}
