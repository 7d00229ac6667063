import { spawn } from 'node:child_process';
import { constants, setPriority, tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Child, Exit, RunOptions, RunResult, SpawnOptions } from '../../contract/processes.js';
import type { Host } from '../../contract/host.js';
import { visibleLines } from '../foreign-text.js';
import { withoutSecrets } from '../hidden-secrets.js';
import { monotonicNs } from './clock.js';
import { colorWanted } from './node-color.js';
import { nodeFiles } from './node-files.js';
import { type Anchor, anchorAt } from './node-folder.js';
import { fateOf, identityOf } from './node-identity.js';
import { writeResult } from './node-stdout.js';
import { endStrays, tellWarden } from './node-warden.js';
import { wholeChild, wholeMark } from './node-whole-child.js';

/** Whether what is spawned leads a process group of its own. */
type Group = 'own-group' | 'same-group';

/** How long to wait for the rest of a process's output when something that it started holds on to its pipes. */
const lastOutputMs = 100;
/** A timer that is so late says that this process was stopped. What has come in meanwhile is to be read before anybody judges by it. */
const stoppedNs = 500e6;
const catchUpMs = 200;
const children = new Set<Child>();

process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

/**
 * The real machine. The only implementation of Host that touches anything. What it spawns ends with this
 * process at the latest; in a peer, which may be killed, it stays in the peer's group so that this holds.
 */
export function nodeHost(group: Group = 'own-group'): Host {
  const { stdout, stderr, env } = process;
  const at = anchorAt(process.cwd());
  // Nobody reads it any more, which is no reason to stop.
  if (stderr.listenerCount('error', ignore) === 0) stderr.on('error', ignore);
  return Object.freeze<Host>({
    platform: process.platform,
    env,
    runtime: {
      node: process.version,
      v8: process.versions.v8,
      executable: process.execPath,
      flags: process.execArgv,
      architecture: process.arch,
      pid: process.pid,
      identity: identityOf(process.pid),
    },
    fateOf,
    clock: {
      nowNs: monotonicNs,
      wall: () => new Date(),
      sleep: async (ms, signal) => {
        const options = signal === undefined ? {} : { signal };
        const dueNs = monotonicNs() + ms * 1e6;
        try {
          await sleep(ms, undefined, options);
          if (monotonicNs() - dueNs > stoppedNs) await sleep(catchUpMs, undefined, options);
        } catch (thrown) {
          throw signal?.aborted === true ? signal.reason : thrown;
        }
      },
    },
    console: {
      out: writeResult,
      err: (text) => void stderr.write(visibleLines(withoutSecrets(text))),
      get columns() {
        return stdout.isTTY ? stdout.columns : 0;
      },
      isTerminal: stderr.isTTY,
      color: colorWanted(env, stdout.isTTY),
    },
    files: nodeFiles(tmpdir(), { at }),
    spawn: (command, args, options = {}) => start(command, args, options, group, at),
    run: (command, args, options = {}) => runToEnd(command, args, options, at),
    setPriority: (id, nice) =>
      new Promise((resolve) => {
        setPriority(id, nice);
        resolve();
      }),
    endStrays: () => endStrays(() => new Set([...children].map(({ pid }) => pid))),
  });
}

function ignore(): void {
  // There is nothing to be done.
}

function start(
  command: string,
  args: readonly string[],
  options: SpawnOptions,
  group: Group,
  at: Anchor,
): Child {
  const folder = at('.');
  const mark = options.wholly === true ? wholeMark() : {};
  const child = spawn(command, args, {
    detached: group === 'own-group',
    stdio: 'pipe',
    cwd: options.cwd ?? (folder === '.' ? undefined : folder),
    env: { ...process.env, ...options.env, ...mark },
  });
  child.stdout.setEncoding('utf8');
  child.stderr.setEncoding('utf8');
  child.stdin.on('error', () => undefined);
  let failure: string | undefined;
  child.on('error', (error) => {
    failure = error.message;
  });
  const exited = new Promise<Exit>((resolve) => {
    child.on('exit', () => {
      setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
      }, lastOutputMs).unref();
    });
    child.on('close', (code, signal) => {
      children.delete(running);
      resolve({ code, signal, ...(failure === undefined ? {} : { error: failure }) });
    });
  });
  const started: Child = {
    pid: child.pid ?? 0,
    write: (text) => void child.stdin.write(text),
    end: () => void child.stdin.end(),
    onStdout: (listener) => void child.stdout.on('data', listener),
    onStderr: (listener) => void child.stderr.on('data', listener),
    exited,
    kill: (signal) => {
      if (child.pid === undefined) return;
      try {
        process.kill(group === 'own-group' ? -child.pid : child.pid, constants.signals[signal]);
      } catch {
        // It has ended.
      }
    },
  };
  const running = options.wholly === true ? wholeChild(started, mark) : started;
  children.add(running);
  if (child.pid !== undefined) tellWarden(child.pid);
  return running;
}

async function runToEnd(
  command: string,
  args: readonly string[],
  options: RunOptions,
  at: Anchor,
): Promise<RunResult> {
  const child = start(command, args, options, 'own-group', at);
  let stdout = '';
  let stderr = '';
  child.onStdout((text) => {
    stdout += text;
  });
  child.onStderr((text) => {
    stderr += text;
  });
  if (options.input !== undefined) child.write(options.input);
  child.end();
  const timer = setTimeout(() => {
    child.kill('SIGKILL');
  }, options.timeoutMs ?? 30_000);
  const { code, error } = await child.exited;
  clearTimeout(timer);
  if (error !== undefined) throw new Error(error);
  return { code, stdout, stderr };
}
