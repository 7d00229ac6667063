import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../test-files.js';
import { markedProcesses, type RunningProcess } from './cli-processes.js';

/**
 * The real command line in a folder of its own. Every process that it starts, and what those start, is
 * known by a variable of its environment.
 */
export interface Cli {
  /** Where commands run; holds the files that were given, and nothing else before. */
  readonly folder: string;
  /** Where its commands put temporary files; empty before. */
  readonly temporary: string;
  /** The user's home, with all that the user has installed; empty before. */
  readonly home: string;
  /** Runs a command to its end. */
  run(...args: readonly string[]): Promise<Finished>;
  /** Starts a command, in a process group of its own. */
  start(...args: readonly string[]): Started;
  /** The same below another program, which gets the command as its last arguments, such as prlimit. */
  startUnder(launcher: readonly string[], ...args: readonly string[]): Started;
  /** The processes that were started and have not ended, whoever started them. */
  running(): readonly RunningProcess[];
  /** Resolves when there is none any more; rejects with their command lines if some stay. */
  allGone(): Promise<void>;
}

export interface Finished {
  readonly code: number | null;
  /** What ended it, if it was a signal. */
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly process: ChildProcess;
  /** Rejects if it takes too long; it is killed then. */
  readonly finished: Promise<Finished>;
  /** Resolves with true when standard error has this many matches of the pattern; with false if it ends before. */
  saw(pattern: RegExp, times?: number): Promise<boolean>;
  /** Sends a signal to it and to what is in its process group, as a terminal does. */
  signalGroup(signal: NodeJS.Signals): void;
  /** What it has written to standard error so far. */
  stderr(): string;
}

/** Only against one that hangs; the longest takes 50 s on two quiet cores. */
const commandLimitMs = 150_000;
const goneLimitMs = 20_000;
const lookAgainMs = 20;
const markName = 'WIRETAX_TEST_RUN';
let folders = 0;

export interface CliSettings {
  /** The script to run; without it, that of this tree. */
  readonly program?: string;
  /** Further variables of the environment; undefined takes one out. */
  readonly variables?: NodeJS.ProcessEnv;
}

/** Does some work with a command line of its own; fails if the work leaves a process behind. */
export async function withCli(
  files: Readonly<Record<string, string>>,
  work: (cli: Cli) => Promise<void>,
  { program = join(root, 'bin', 'run.js'), variables = {} }: CliSettings = {},
): Promise<void> {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'wiretax-e2e-')));
  const [folder, temporary, home] = [join(base, 'work'), join(base, 'tmp'), join(base, 'home')];
  for (const path of [folder, temporary, home]) mkdirSync(path);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  folders += 1;
  const mark = `${String(process.pid)}-${String(folders)}`;
  const running = (): readonly RunningProcess[] => markedProcesses(`${markName}=${mark}`);
  const allGone = (): Promise<void> => untilNone(running);
  const env = {
    ...process.env,
    NO_COLOR: '1',
    // With another value Node.js warns of the contradiction.
    FORCE_COLOR: undefined,
    [markName]: mark,
    // What started the tests, nohup perhaps, has not started this.
    _: undefined,
    TMPDIR: temporary,
    // What the user of this machine has installed is no part of it.
    HOME: home,
    XDG_DATA_HOME: home,
    XDG_CONFIG_HOME: home,
    XDG_CACHE_HOME: home,
    ...variables,
  };
  const startUnder: Cli['startUnder'] = (launcher, ...args) =>
    launch([...launcher, process.execPath, program], args, folder, env);
  const start: Cli['start'] = (...args) => startUnder([], ...args);
  try {
    await work({
      folder,
      temporary,
      home,
      start,
      startUnder,
      running,
      allGone,
      run: (...args) => start(...args).finished,
    });
    await allGone();
  } finally {
    for (const { pid } of running()) kill(pid, 'SIGKILL');
    rmSync(base, { recursive: true, force: true });
  }
}

function launch(
  launcher: readonly string[],
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Started {
  const [command = '', ...rest] = [...launcher, ...args];
  const child = spawn(command, rest, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  const lookers = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    for (const look of lookers) look();
  });
  const finished = new Promise<Finished>((resolve, reject) => {
    const limit = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`${args.join(' ')} took longer than ${String(commandLimitMs / 1000)} s:\n${stderr}`));
    }, commandLimitMs);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(limit);
      resolve({ code, signal, stdout, stderr });
    });
  });
  // Whoever awaits it is told; a test that has failed before no longer does.
  finished.catch(() => undefined);
  return {
    process: child,
    finished,
    saw: (pattern, times = 1) => {
      const seen = new Promise<boolean>((resolve) => {
        const look = (): void => {
          if ([...stderr.matchAll(new RegExp(pattern, 'gm'))].length >= times) resolve(true);
        };
        lookers.add(look);
        look();
      });
      return Promise.race([seen, finished.then(() => false)]);
    },
    stderr: () => stderr,
    signalGroup: (signal) => {
      if (child.pid !== undefined) kill(-child.pid, signal);
    },
  };
}

async function untilNone(running: () => readonly RunningProcess[]): Promise<void> {
  const deadlineMs = performance.now() + goneLimitMs;
  for (let left = running(); left.length > 0; left = running()) {
    if (performance.now() > deadlineMs) {
      throw new Error(`still running: ${left.map(({ command }) => command).join('; ')}`);
    }
    // Nobody tells about the end of a process that is not one's child.
    await sleep(lookAgainMs);
  }
}

/** Resolves when the condition holds; for what happens in files and in processes that are not ours. */
export async function until(condition: () => boolean, what: string, limitMs = 30_000): Promise<void> {
  const deadlineMs = performance.now() + limitMs;
  while (!condition()) {
    if (performance.now() > deadlineMs) throw new Error(`waited in vain for ${what}`);
    await sleep(lookAgainMs);
  }
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended.
  }
}

/** The files and folders below a folder, sorted. */
export function entriesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
}
