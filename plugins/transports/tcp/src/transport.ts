import type { Transport } from '@wiretax/core';
import { connectTcp } from './client.js';
import { listenTcp } from './listener.js';
import { maxFrameBytes, optionsSchema } from './options.js';

/** `report` takes lines for the log of a server, which has no other way to say why it dropped a client. */
export function tcpTransport(report: (line: string) => void): Transport {
  return {
    supports: (options) => ({
      forms: ['socket'],
      schemes: ['tcp'],
      connections: 'per-client',
      maxMessageBytes: maxFrameBytes(options),
    }),
    options: optionsSchema,
    listen: (options) => listenTcp(options, report),
    connect: connectTcp,
  };
}
