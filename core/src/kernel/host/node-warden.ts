import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { coordinatorInCharge } from './node-identity.js';
import { markDescendants, type MarkedProcess, markedProcesses, unmarked } from './node-marks.js';
import { killProcess } from './node-processes.js';
import { removeTemporary } from './node-temporary.js';
import { quietWord, wardenLimitMs } from './warden-words.js';

/** Looks after what runs below this process, and outlives it for a moment. */
export interface Warden {
  /** Ends it, with what is left to look after. */
  end(): Promise<void>;
}

const entry = fileURLToPath(new URL('./node-warden-main.js', import.meta.url));
/** Longer than it takes at most. */
const endLimitMs = wardenLimitMs + 1000;
const strayGraceMs = 1000;
const lookAgainMs = 50;
let warden: ChildProcess | undefined;

/**
 * Starts a process that waits for the end of this one, however it comes, and then ends all that was started below it and
 * removes its temporary files: collectors, and peers that are too busy to notice, don't end by themselves.
 */
export function startWarden(onFailure: (reason: string) => void): Warden {
  const mark = markDescendants();
  // In a session of its own: what ends this one's terminal or group is none of its business.
  const child = spawn(process.execPath, [entry, mark], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: '/',
    // Nobody's descendant, lest it be taken for what it ends; and without what the user wants of the programs that are
    // measured: a debugger, a profile.
    env: { ...unmarked(process.env), NODE_OPTIONS: '' },
  });
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
    child.once('error', (error) => {
      onFailure(error.message);
      resolve();
    });
  });
  child.stdin.on('error', () => undefined);
  child.unref();
  warden = child;
  return {
    end: async () => {
      // As long as somebody looks after what is left of it.
      removeTemporary();
      const limit = setTimeout(() => {
        child.kill('SIGKILL');
      }, endLimitMs);
      child.ref();
      child.stdin.end(`${quietWord}\n`);
      await exited;
      clearTimeout(limit);
      warden = undefined;
    },
  };
}

/**
 * What a warden can't find by its mark: processes that overwrite their environment, by the group that this one leads; and what V8 has
 * written for perf, by numbers of processes that end before it looks.
 */
export function tellWarden(pid: number): void {
  if (warden?.stdin?.writable === true) warden.stdin.write(`${String(pid)}\n`);
}

/**
 * Ends what runs below this process outside of these process groups, if it doesn't end by itself within a second. Resolves
 * with what it was.
 */
export async function endStrays(groups: () => ReadonlySet<number>): Promise<readonly string[]> {
  let found = strays(groups());
  for (let waitedMs = 0; found.length > 0 && waitedMs < strayGraceMs; waitedMs += lookAgainMs) {
    await sleep(lookAgainMs);
    found = strays(groups());
  }
  for (const { pid } of found) killProcess(pid);
  return found.map(({ pid, command }) => `${command}, pid ${String(pid)}`);
}

function strays(groups: ReadonlySet<number>): readonly MarkedProcess[] {
  if (warden === undefined) return [];
  return markedProcesses().filter(
    ({ pid, group, coordinator }) =>
      coordinator === coordinatorInCharge() && pid !== warden?.pid && !groups.has(group),
  );
}
