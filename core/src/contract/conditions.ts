import type { MachineFacts } from './machine-facts.js';

/**
 * How a session of a run found its machine before its first trial. A run has one session, and one more each time it is
 * resumed. Null where the system doesn't tell.
 */
export interface Conditions {
  /** Counted from 1. */
  readonly session: number;
  /** What the machine was in a session after the first, whose machine is the manifest's. */
  readonly machine?: MachineFacts;
  readonly state: MachineState;
  readonly inherited: Inherited;
}

/** What changes from one minute to the next, and is never required to be equal. */
export interface MachineState {
  /** Tasks that ran or wanted to, mean over the last minute. */
  readonly loadAverage: number | null;
  /**
   * CPUs' worth of time that other processes used in a look of 200 ms, of those CPUs that this process may use; its own time
   * and that of children that it has waited for is left out.
   */
  readonly foreignCpus: number | null;
  /** CPUs' worth of time in that look that the hypervisor gave to other machines. */
  readonly stolenCpus: number | null;
  /** Memory that can be had without swapping, or what the memory limit leaves of it. */
  readonly availableBytes: number | null;
  /** Periods of the CPU quota since its group was made, and those in which it was spent before their end. Null without a quota. */
  readonly periods: number | null;
  readonly throttledPeriods: number | null;
}

/** What peers get from the process that starts them: with other values they would be other programs. */
export interface Inherited {
  /** Variables of the environment that change what a process does; `peer-variables.ts` lists them. No secrets. */
  readonly variables: Readonly<Record<string, string>>;
  /** Soft resource limits by name, as /proc/self/limits has them: `stack size` is `8388608` or `unlimited`. */
  readonly limits: Readonly<Record<string, string>>;
  /** CPUs that may be used: `0-3,8`. */
  readonly allowedCpus: string | null;
  readonly nice: number | null;
  /** The group whose CPU quota holds, or that of the process; for people, as it differs from one login to the next. */
  readonly cgroup: string | null;
  /** CPUs' worth of time that the tightest quota on the way up allows. */
  readonly quotaCpus: number | null;
  readonly memoryLimitBytes: number | null;
}
