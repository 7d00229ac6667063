import type { Endpoint } from './endpoint.js';
import type { Half } from './topology.js';

/**
 * A process, or a few that belong together, that took part in a trial. Names are `[a-z][a-z0-9]*(-[a-z0-9]+)*`, at most 32 characters, and
 * unique in their cast: `server`, `client`, `proxy-1`, `client-2`.
 */
export interface PeerRecord {
  readonly name: string;
  readonly half: Half;
  /** `ours`: it loads plugins. `command`: a program that Wiretax started. `target`: one that ran already. */
  readonly run: 'ours' | 'command' | 'target';
  /** Where it ran: a key of `machines` of its trial. */
  readonly machine: string;
  /** The next hops of a call, by name. */
  readonly calls: readonly string[];
  /** The CPUs that it was put on. */
  readonly cpus?: readonly number[];
  /** What was started, with its arguments; of a `command`. */
  readonly command?: readonly string[];
  /** Where it listened, as those that called it were told. */
  readonly endpoint?: Endpoint;
}

/** A machine on which peers of a trial ran. */
export interface MachineRecord {
  /**
   * Peers on machines of one domain read the same clock: the id of the boot, and the offsets of the time namespace. Null where that isn't told;
   * then nothing is known of other machines' clocks.
   */
  readonly clockDomain: string | null;
  /** By how much its clock was ahead of the coordinator's, at the least and at the most, ns. */
  readonly offsetNs?: { readonly low: number; readonly high: number };
}

/** The machine that the coordinator runs on, in `machines` of a trial. */
export const localMachineName = 'local';
