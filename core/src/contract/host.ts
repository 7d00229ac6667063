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

/** What can be done with files, by their paths. */
export interface Folder {
  /**
   * Rejects with Node's error (`code: 'ENOENT'`) if it can't be read, and with `E_FILE_SIZE` if it has more than
   * `mostBytes`, by default 64 MiB.
   */
  read(path: string, mostBytes?: number): Promise<string>;
  /**
   * What `read` would bring of the files with these names in a folder, or the error with which it would reject, in their order. The folder
   * is opened once, which makes it several times as fast as one by one.
   */
  readEach(
    folder: string,
    names: readonly string[],
    mostBytes?: number,
  ): Promise<readonly (string | Error)[]>;
  /** The bytes of a file of any size, part by part; rejects as `read` does. */
  parts(path: string): AsyncIterable<Uint8Array>;
  /**
   * Replaces the file in one step: readers see the old content or the new one, and the new one is on disk when it resolves. Text
   * is written as UTF-8.
   */
  write(path: string, content: string | Uint8Array): Promise<void>;
  /** Opens a file for lines that survive a crash: `append` resolves when the line is on disk. */
  openLog(path: string): Promise<LineLog>;
  exists(path: string): Promise<boolean>;
  /** Names in a folder, sorted; empty when there is no such folder. */
  list(path: string): Promise<readonly string[]>;
  /**
   * Resolves when the folder, and those above it that were made, are on disk: with true if this call made it, and with false if
   * it was there.
   */
  makeDirectory(path: string): Promise<boolean>;
  /** Removes a file or a folder with all that is in it; no error when there is none. */
  remove(path: string): Promise<void>;
  /** Cuts a file to this many bytes. */
  truncate(path: string, bytes: number): Promise<void>;
  /** Creates the file with this text, or resolves with false when it exists already. */
  create(path: string, text: string): Promise<boolean>;
}

export interface Files extends Folder {
  /**
   * What is in a folder that others may have filled, such as a run's. Paths are relative to it, and none leads out of
   * it: `..`, an absolute path (`E_OUTSIDE`) and a symbolic link at any place below it (`E_LINK`) are refused,
   * also by `exists`, and so is what is no file, such as a pipe. `remove` removes links, not what they stand for.
   */
  within(folder: string): Folder;
  /** Locks a folder against every other process that does the same, also in other containers. Rejects if there is no such folder. */
  lockFolder(path: string): Promise<FolderLock>;
  /** A new empty folder for sockets and the like, with a short path, that no other user can look into. */
  temporaryDirectory(): Promise<string>;
}

/**
 * `ours` until `release`, or until this process has ended, however it did. `taken`: another has it. `none`: there are no
 * such locks here, and why.
 */
export type FolderLock =
  | { readonly state: 'ours'; readonly release: () => Promise<void> }
  | { readonly state: 'taken' }
  | { readonly state: 'none'; readonly reason: string };

export interface LineLog {
  append(line: string): Promise<void>;
  close(): Promise<void>;
}

export interface SpawnOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

export interface Child {
  readonly pid: number;
  write(text: string): void;
  /** Closes its standard input. */
  end(): void;
  /** Called with each chunk of standard output, or of standard error. */
  onStdout(listener: (text: string) => void): void;
  onStderr(listener: (text: string) => void): void;
  /** Resolves when the process has ended and its output was read; never rejects. */
  readonly exited: Promise<Exit>;
  /** Sends the signal to the process group. No error when it has ended. */
  kill(signal: 'SIGTERM' | 'SIGKILL' | 'SIGINT'): void;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
  /** Set when the process could not be started. */
  readonly error?: string;
}

export interface RunOptions extends SpawnOptions {
  readonly timeoutMs?: number;
  readonly input?: string;
}

export interface RunResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}
