import type { Host } from '@wiretax/core';
import { nodeHost, reserveStdout } from '@wiretax/core/run';
import { refuseEarlyEnd } from '../run/early-end.js';

/** The machine for a command that executes plugins or a config: what these print is no result. */
export function commandHost(): Host {
  reserveStdout();
  refuseEarlyEnd();
  return nodeHost();
}
