import { readdirSync, readFileSync } from 'node:fs';
import { identityOf } from './node-identity.js';
import { afterName } from './proc-stat.js';

/** In the environment of all that runs below a coordinator, also of what a plugin detaches: the identity of that coordinator. */
const variable = 'WIRETAX_COORDINATOR';

export interface MarkedProcess {
  readonly pid: number;
  /** The number of its process group. */
  readonly group: number;
  readonly command: string;
  /** The identity of the coordinator below which it was started. */
  readonly coordinator: string;
}

/** From now on what is started below this process carries its mark. Returns that. */
export function markDescendants(): string {
  const identity = identityOf(process.pid);
  process.env[variable] = identity;
  return identity;
}

/** An environment without that mark. */
export function unmarked(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...environment, [variable]: undefined };
}

/** The coordinator that this process belongs to: itself if it is in nobody's charge. */
export function coordinatorInCharge(): string {
  return process.env[variable] ?? identityOf(process.pid);
}

/** Processes with a mark, as far as this user may look; none where there is no /proc. What has ended has no environment any more. */
export function markedProcesses(): readonly MarkedProcess[] {
  return processIds().flatMap((pid) => {
    try {
      const read = (file: string): string => readFileSync(`/proc/${String(pid)}/${file}`, 'utf8');
      const entry = read('environ')
        .split('\0')
        .find((each) => each.startsWith(`${variable}=`));
      if (entry === undefined) return [];
      // The fifth field.
      const group = Number(afterName(read('stat'))[2]);
      const command = read('cmdline').replaceAll('\0', ' ').trim();
      return [{ pid, group, command, coordinator: entry.slice(variable.length + 1) }];
    } catch {
      return [];
    }
  });
}

export function killProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

function processIds(): readonly number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => pid !== process.pid);
  } catch {
    return [];
  }
}
