import type { Files, Host, PeerInfo } from '@wiretax/core';

/** As much of a host as placing a process takes. */
export interface Machine extends Pick<Host, 'platform' | 'run' | 'setPriority'> {
  readonly files: Pick<Files, 'read' | 'list'>;
}

export interface Peer extends Omit<PeerInfo, 'host'> {
  readonly host: Machine;
}
