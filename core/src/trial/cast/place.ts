import type { Machine } from '../../contract/machine.js';
import type { MachineRecord } from '../../contract/peer.js';
import type { Child } from '../../contract/processes.js';
import type { PeerPlugin } from '../peer/messages.js';

/** A machine as a cast works with it: what it is, and what can be started and kept there. */
export interface Place {
  readonly machine: Machine;
  /** Whether it is the coordinator's own. */
  readonly isHere: boolean;
  readonly record: MachineRecord;
  /** What a peer's clock there says at an instant of the coordinator's, CLOCK_MONOTONIC both, ns. */
  theirNs(ns: number): number;
  /** The other way round. */
  ourNs(ns: number): number;
  /** Makes a folder for a peer there: empty, private, its path short. */
  folder(peer: string): Promise<string>;
  removeFolder(folder: string): Promise<void>;
  /** Starts a process that leads a group of its own. Its files are written before. */
  start(process: PlacedProcess): Promise<Child>;
  /** The command line of a peer of core's there. */
  peerCommand(nodeFlags: readonly string[]): Promise<readonly [string, ...string[]]>;
  /** The plugins as a peer there imports them. */
  plugins(plugins: readonly PeerPlugin[]): Promise<readonly PeerPlugin[]>;
  /** Brings what is in a folder there into one here. */
  fetch(folder: string, directory: string): Promise<void>;
  /** Resolves with the reason when it can't be reached any more. */
  readonly lost: Promise<Error>;
}

export interface PlacedProcess {
  /** Of the peer, for whoever looks for what was left. */
  readonly name: string;
  readonly argv: readonly [string, ...string[]];
  /** Whether it is none of core's: what such a program starts ends with it by SIGKILL, wherever it went. */
  readonly isForeign?: boolean;
  /** Where it works and where its files are; the coordinator's own, if that is here, when left out. */
  readonly folder?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** By paths within the folder. */
  readonly files?: Readonly<Record<string, string>>;
}
