import type { Availability } from './collector.js';
import type { Host } from './host.js';
import type { Child } from './processes.js';
import type { JsonSchema } from './schema.js';

/** A way to another machine. It opens seats; core puts its agent on one and makes a machine of it. */
export interface Launcher {
  /** Schema of what a machine of the config may say beside `launcher` and `peers`. Without it, nothing more. */
  readonly options?: JsonSchema;
  /** Whether it can work from here. Must not throw, and must say what is missing and how to get it. */
  probe(host: Host): Promise<Availability>;
  /**
   * Resolves when a process can be started there. Rejects with the reason of what it works with, or when `signal` aborts, leaving
   * nothing behind.
   */
  open(order: SeatOrder): Promise<Seat>;
}

export interface SeatOrder {
  /** The id of the run: what is made there bears it. */
  readonly run: string;
  /** The machine's name in the config. */
  readonly machine: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** The coordinator's. */
  readonly host: Host;
  readonly signal: AbortSignal;
}

/**
 * A place where one process of core's can run: its agent, whose text comes on the command line, so that nothing need lie there
 * before. Everything else (files, peers, signals, ports, sweeping) goes through the two streams of that process.
 */
export interface Seat {
  /** At which peers of other machines reach it. */
  readonly address: string;
  /**
   * Starts a command there. No terminal: its input arrives as it is written, the end of its input is seen, its output comes as it
   * is. At most one at a time; again after a loss, to sweep.
   */
  start(argv: readonly string[]): Child;
  /** What is known about the end of the last process beyond what it wrote; undefined for nothing. */
  why(): Promise<string | undefined>;
  close(): Promise<void>;
}
