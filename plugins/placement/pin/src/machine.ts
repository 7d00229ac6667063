import type { Files, Host, Role } from '@wiretax/core';

/** As much of a host as placing a process takes. */
export interface Machine extends Pick<Host, 'platform' | 'run' | 'setPriority'> {
  readonly files: Pick<Files, 'read' | 'list'>;
}

export interface Peer {
  readonly role: Role;
  readonly pid: number;
  readonly host: Machine;
}
