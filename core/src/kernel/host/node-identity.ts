import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Fate } from '../../contract/host.js';
import { afterName } from './proc-stat.js';

/**
 * `PID START PLACE`: START is when the process started, in ticks since boot, as numbers are given out again; PLACE is
 * where the number means something, a PID namespace of one boot of one kernel.
 */
export function identityOf(pid: number): string {
  return `${String(pid)} ${startTime(pid) ?? '-'} ${place()}`;
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

/** When a process started, in ticks since boot; undefined if there is none, or no /proc, and if it only waits for its parent. */
function startTime(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    // The state is the third field, the start time the 22nd.
    const [state = '', ...fields] = afterName(stat);
    return 'ZX'.includes(state) ? undefined : fields[18];
  } catch {
    return undefined;
  }
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}

let found: string | undefined;

function place(): string {
  found ??= findPlace();
  return found;
}

function findPlace(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${readlinkSync('/proc/self/ns/pid')}@${boot}`;
  } catch {
    return hostname();
  }
}
