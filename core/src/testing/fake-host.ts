import type { Child, Exit, RunResult } from '../contract/processes.js';
import type { Fate, Host } from '../contract/host.js';
import { fakeClock, type FakeClock } from './fake-clock.js';
import { fakeFiles, type FakeFiles } from './fake-files.js';

/** A process as its script sees it from inside. */
export interface ScriptedProcess {
  readonly command: string;
  readonly args: readonly string[];
  /** Called with each line written to its standard input. */
  onLine(listener: (line: string) => void): void;
  /** Called when its standard input is closed. */
  onEnd(listener: () => void): void;
  /** Called when a signal is sent to it; without a listener any signal ends it. */
  onSignal(listener: (signal: string) => void): void;
  readonly print: (text: string) => void;
  readonly printError: (text: string) => void;
  readonly exit: (exit?: Partial<Exit>) => void;
}

export interface FakeHostOptions {
  /** Plays a spawned process. Without it processes do nothing until they are killed. */
  readonly script?: (process: ScriptedProcess) => void;
  /** Answers commands that are run to their end; anything else is not installed. */
  readonly commands?: Readonly<Record<string, (args: readonly string[]) => Partial<RunResult>>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly platform?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What was started past `spawn` and is ended each time. */
  readonly strays?: readonly string[];
  /** Of processes, by their identity; any other is unknown. */
  readonly fates?: Readonly<Record<string, Fate>>;
}

export interface FakeHost extends Host {
  readonly clock: FakeClock;
  readonly files: FakeFiles;
  /** What was printed. */
  readonly out: string[];
  readonly err: string[];
  /** Processes that were spawned and have not ended. */
  readonly running: Set<number>;
  /** Nice levels that were set, by id. */
  readonly priorities: Map<number, number>;
}

/** A machine for tests: time moves when told to, files are in memory, processes are scripted. */
export function fakeHost(options: FakeHostOptions = {}): FakeHost {
  const out: string[] = [];
  const err: string[] = [];
  const running = new Set<number>();
  const priorities = new Map<number, number>();
  let lastPid = 100;
  return {
    platform: options.platform ?? 'linux',
    env: options.env ?? {},
    runtime: {
      node: 'v20.0.0',
      v8: '11',
      executable: 'node',
      flags: [],
      architecture: 'x64',
      pid: 1,
      identity: '1 1 here',
    },
    endStrays: () => Promise.resolve(options.strays ?? []),
    fateOf: (identity) => options.fates?.[identity] ?? 'unknown',
    clock: fakeClock(),
    files: fakeFiles(options.files),
    out,
    err,
    running,
    priorities,
    console: {
      out: (text) => out.push(text),
      err: (text) => err.push(text),
      columns: 0,
      isTerminal: false,
      color: false,
    },
    spawn: (command, args) => {
      lastPid += 1;
      running.add(lastPid);
      return play(lastPid, running, command, args, options.script ?? (() => undefined));
    },
    run: (command, args) => {
      const answer = options.commands?.[command];
      if (answer === undefined) return Promise.reject(new Error(`spawn ${command} ENOENT`));
      return Promise.resolve({ code: 0, stdout: '', stderr: '', ...answer(args) });
    },
    setPriority: (id, nice) => {
      priorities.set(id, nice);
      return Promise.resolve();
    },
  };
}

function play(
  pid: number,
  running: Set<number>,
  command: string,
  args: readonly string[],
  script: (process: ScriptedProcess) => void,
): Child {
  const listeners = {
    line: [] as ((line: string) => void)[],
    end: [] as (() => void)[],
    signal: [] as ((signal: string) => void)[],
    stdout: [] as ((text: string) => void)[],
    stderr: [] as ((text: string) => void)[],
  };
  let settleExit: (exit: Exit) => void = () => undefined;
  const exited = new Promise<Exit>((resolve) => {
    settleExit = resolve;
  });
  const exit = (how: Partial<Exit> = {}): void => {
    running.delete(pid);
    settleExit({ code: 0, signal: null, ...how });
  };
  const alive = (): boolean => running.has(pid);
  script({
    command,
    args,
    onLine: (listener) => listeners.line.push(listener),
    onEnd: (listener) => listeners.end.push(listener),
    onSignal: (listener) => listeners.signal.push(listener),
    print: (text) => {
      for (const listener of listeners.stdout) listener(text);
    },
    printError: (text) => {
      for (const listener of listeners.stderr) listener(text);
    },
    exit,
  });
  return {
    pid,
    write: (text) => {
      for (const line of text.split('\n').filter((part) => part !== '')) {
        for (const listener of listeners.line) if (alive()) listener(line);
      }
    },
    end: () => {
      for (const listener of listeners.end) if (alive()) listener();
    },
    onStdout: (listener) => listeners.stdout.push(listener),
    onStderr: (listener) => listeners.stderr.push(listener),
    exited,
    kill: (signal) => {
      if (!alive()) return;
      if (signal === 'SIGKILL' || listeners.signal.length === 0) exit({ code: null, signal });
      else for (const listener of listeners.signal) listener(signal);
    },
  };
}
