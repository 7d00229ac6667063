import type { Cell } from './cell.js';
import type { Endpoint } from './endpoint.js';

/** A peer that is any program: started, awaited, pinned, watched from outside, stopped, its log kept. */
export interface Command {
  readonly kind: 'command';
  /** Further TCP ports that it wants, by names of its own. */
  readonly ports?: readonly string[];
  /** Called when everybody it calls or needs is up. The program stays in the foreground. */
  command(scene: Scene): CommandLine | Promise<CommandLine>;
  readonly ready: Ready;
  /** How long that may take, ms; default 10,000. */
  readonly readyMs?: number;
  /** Default: SIGTERM, and 2,000 ms until what is left of it is killed. */
  readonly stop?: { readonly signal: StopSignal; readonly graceMs: number };
}

export type StopSignal = 'SIGTERM' | 'SIGINT' | 'SIGUSR1' | 'SIGQUIT';

/**
 * When it is up. `port`: it or a process below it listens at its endpoint, as the kernel tells, without a connection that a proxy
 * would pass on. `log`: it has written a line that matches.
 */
export type Ready = 'port' | { readonly log: RegExp };

export interface CommandLine {
  readonly argv: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
  /** Written into the peer's folder before it starts, readable by nobody else, and removed with it. */
  readonly files?: Readonly<Record<string, string>>;
}

/** What is known when a command is about to start. */
export interface Scene {
  readonly cell: Cell;
  /** The peer's own folder on its machine, also its working directory. */
  readonly folder: string;
  /** Where it is to listen. Throws for one that listens nowhere. */
  readonly listen: Endpoint;
  /** One of its `ports`. */
  readonly port: (name: string) => number;
  /** Where somebody listens whom it calls or needs. */
  readonly endpoint: (peer: string) => Endpoint;
}
