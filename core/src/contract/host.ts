import type { Files } from './files.js';
import type { SpawnOptions, Child, RunOptions, RunResult } from './processes.js';

/**
 * The machine, as the kernel and plugins reach it. `nodeHost()` is the only implementation that touches
 * anything; `fakeHost()` has a clock that moves when told to and processes that are scripted.
 */
export interface Host {
  /** As `process.platform`. */
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly runtime: Runtime;
  readonly clock: Clock;
  readonly console: Console;
  readonly files: Files;
  /**
   * Starts a process, never through a shell. In the coordinator it leads a process group of its own, which
   * `kill` ends with it, and what still runs after teardown (or report) is ended and said to be a problem.
   * In a peer it ends with the peer at the latest.
   */
  spawn(command: string, args: readonly string[], options?: SpawnOptions): Child;
  /** Runs a command to its end. Resolves whatever the exit code; rejects if it can't be started. */
  run(command: string, args: readonly string[], options?: RunOptions): Promise<RunResult>;
  /** Sets the nice level of a process or thread. Rejects when not permitted. */
  setPriority(id: number, nice: number): Promise<void>;
  /**
   * Ends what was started below this process past `spawn`, such as a child that a plugin detached, unless it ends by itself within a
   * second. Resolves with the command and number of each. Knows of none but on Linux, in a coordinator that has a warden.
   */
  endStrays(): Promise<readonly string[]>;
  /** What became of the process with this `runtime.identity`. */
  fateOf(identity: string): Fate;
}

/** `unknown` is a process whose number means nothing here: one of another machine, of another container, or of before a reboot. */
export type Fate = 'running' | 'ended' | 'unknown';

/** The Node.js that runs the coordinator, and with it the peers. */
export interface Runtime {
  readonly node: string;
  readonly v8: string;
  readonly executable: string;
  readonly flags: readonly string[];
  readonly architecture: string;
  readonly pid: number;
  /** One line that names this process and no other, here and elsewhere, now and later. */
  readonly identity: string;
}

export interface Clock {
  /** Nanoseconds of CLOCK_MONOTONIC: the same clock in every process of the machine. */
  nowNs(): number;
  /** Wall-clock time, for names and manifests only, never for a duration. */
  wall(): Date;
  /** Resolves after `ms`, or rejects with the signal's reason. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export interface Console {
  /** Standard output, as it is: what others wrote goes through `visible` before it is shown to people. */
  out(text: string): void;
  /** Standard error, for people: what acts on a terminal is taken out, and lines are cut at 1,000 characters. */
  err(text: string): void;
  readonly columns: number;
  readonly isTerminal: boolean;
  readonly color: boolean;
}
