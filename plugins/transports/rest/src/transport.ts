import type { Transport } from '@wiretax/core';
import { connect } from './client.js';
import { maxBodyBytes, optionsSchema } from './options.js';
import { listen } from './server.js';

/** HTTP/1.1 `POST /echo` on `node:http`, with the codec's bytes as the body both ways. */
export const rest: Transport = {
  supports: (options) => ({
    forms: ['socket'],
    schemes: ['http'],
    workloads: true,
    connections: 'per-client',
    maxMessageBytes: maxBodyBytes(options),
  }),
  options: optionsSchema,
  listen,
  connect,
};
