export interface SpawnOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Whether SIGKILL also ends what it has started that left its process group. Default: that goes on. */
  readonly wholly?: boolean;
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
  kill(signal: 'SIGTERM' | 'SIGKILL' | 'SIGINT' | 'SIGQUIT' | 'SIGUSR1'): void;
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
