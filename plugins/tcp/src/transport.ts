import type { Transport } from '@wiretax/core';
import { connectTcp } from './client.js';
import { listenTcp } from './listener.js';
import { DEFAULT_MAX_FRAME_BYTES, optionsSchema } from './options.js';

/** `report` takes lines for the log of a server, which has no other way to say why it dropped a client. */
export function tcpTransport(report: (line: string) => void): Transport {
  return {
    supports: {
      links: ['tcp', 'unix'],
      connections: 'per-client',
      maxMessageBytes: DEFAULT_MAX_FRAME_BYTES,
    },
    options: optionsSchema,
    listen: (options) => listenTcp(options, report),
    connect: connectTcp,
  };
}
