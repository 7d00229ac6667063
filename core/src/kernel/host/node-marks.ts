import { coordinatorVariable as variable, identityOf } from './node-identity.js';
import { bearersOf, commandOf, groupOf } from './node-processes.js';

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

/** Processes with a mark, as far as this user may look; none where there is no /proc. What has ended has no environment any more. */
export function markedProcesses(): readonly MarkedProcess[] {
  return bearersOf(variable).flatMap(({ pid, value }) => {
    const group = groupOf(pid);
    return Number.isNaN(group) ? [] : [{ pid, group, command: commandOf(pid), coordinator: value }];
  });
}
