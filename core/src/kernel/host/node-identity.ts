import { hostname } from 'node:os';
import type { Fate } from '../../contract/host.js';
import { endEach, linkOf, startTime, textOf, treesOf } from './node-processes.js';

/*
 * The agent carries this file's text to other machines, so that it imports nothing but Node.js's own modules and what the agent
 * carries as well.
 */

/** In the environment of all that runs below a coordinator, also of what a plugin detaches: the identity of that coordinator. */
export const coordinatorVariable = 'WIRETAX_COORDINATOR';

/**
 * `PID START PLACE`: START is when the process started, in ticks since boot, as numbers are given out again; PLACE is
 * where the number means something, a PID namespace of one boot of one kernel.
 */
export function identityOf(pid: number): string {
  return `${String(pid)} ${startTime(pid) ?? '-'} ${place()}`;
}

/** The coordinator that this process belongs to: itself if it is in nobody's charge. */
export function coordinatorInCharge(): string {
  return process.env[coordinatorVariable] ?? identityOf(process.pid);
}

/** What became of the process that is named so; text of any other shape is nobody known. */
export function fateOf(identity: string): Fate {
  // Wiretax 0.1.0 wrote no place, and no start where it had none.
  const [, pid, start = '-', where = place()] = /^(\d+)(?: (\S+))?(?: (\S+))?$/.exec(identity.trim()) ?? [];
  if (pid === undefined || where !== place()) return 'unknown';
  if (start === '-') return exists(Number(pid)) ? 'running' : 'ended';
  return startTime(Number(pid)) === start ? 'running' : 'ended';
}

/** Where there is a /proc. */
export function isRunning(pid: number): boolean {
  return startTime(pid) !== undefined;
}

/**
 * What is left of processes that are named so: they, what leads back to them by parents, and their process groups and sessions.
 * A number means nothing any more when another process has it; while something is left of its group it is given to none.
 */
export function leftOf(identities: readonly string[]): ReadonlySet<number> {
  const roots = identities.flatMap((identity) => {
    const [pid, start, where] = identity.split(' ');
    const now = startTime(Number(pid));
    return where !== place() || (now !== undefined && now !== start) ? [] : [Number(pid)];
  });
  return treesOf(roots);
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** In the folder of an agent: the identities of all that it has started, a line each, as some of them overwrite their environment. */
export const sessionsFile = 'sessions';

/** Ends what is left of those that the folder of an agent names which has ended. */
export function endSessions(folder: string): void {
  const sessions = textOf(`${folder}/${sessionsFile}`).split('\n').filter(Boolean);
  endEach(() => leftOf(sessions));
}

let found: string | undefined;

function place(): string {
  found ??= findPlace();
  return found;
}

function findPlace(): string {
  const boot = textOf('/proc/sys/kernel/random/boot_id').trim();
  const space = linkOf('/proc/self/ns/pid');
  return boot === '' || space === '' ? hostname() : `${space}@${boot}`;
}
