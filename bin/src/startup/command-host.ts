import type { Host } from '@wiretax/core';
import { nodeHost, reserveStdout } from '@wiretax/core/runtime';

/** The machine for a command that executes plugins or a config: what these print is no result. */
export function commandHost(): Host {
  reserveStdout();
  return nodeHost();
}
