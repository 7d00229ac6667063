import type { Host } from '@wiretax/core';

/** A console that shows nothing. */
export const mute: Host['console'] = {
  out: () => undefined,
  err: () => undefined,
  columns: 0,
  isTerminal: false,
  color: false,
};
