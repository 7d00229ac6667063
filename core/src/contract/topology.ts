import type { Cell, Use } from './cell.js';
import type { Command } from './command.js';
import type { Endpoint } from './endpoint.js';
import type { JsonSchema } from './schema.js';

/** What a peer is to the load. `aside`: up before those that need it, no hop of a call. */
export type Half = 'server' | 'middle' | 'client' | 'aside';

/** Which peers take part in a trial, and who calls whom. */
export interface Topology {
  readonly options?: JsonSchema;
  /**
   * Called for the plan and once per trial, with the same answer for the same cell. Cheap, no I/O. Exactly one peer is of the half
   * `client`; core makes several processes of it where the config asks for them.
   */
  peers(cell: Cell, options: Readonly<Record<string, unknown>>): readonly PeerSpec[];
}

/**
 * One peer. Names are unique, at most 32 characters of `[a-z][a-z0-9]*(-[a-z0-9]+)*`. There is no circle in `calls` and `needs`, whoever
 * is called or needed listens, and a client listens nowhere.
 */
export interface PeerSpec {
  readonly name: string;
  readonly half: Half;
  readonly run: Ours | Command | RunningTarget;
  /** The hops of a call that leave here. */
  readonly calls?: readonly string[];
  /** Up before this peer, without being a hop. */
  readonly needs?: readonly string[];
  /** Left out where it listens nowhere. `link` is the cell's unless it says another. */
  readonly listens?: { readonly link?: Use };
}

/** A process of core's: the echo service for a server, the load for a client. */
export interface Ours {
  readonly kind: 'ours';
}

/** Something that already runs: never started, placed, stopped or signalled. */
export interface RunningTarget {
  readonly kind: 'target';
  readonly endpoint: Endpoint;
}
