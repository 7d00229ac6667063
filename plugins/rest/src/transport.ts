import type { Transport } from '@wiretax/core';
import { connect } from './client.js';
import { DEFAULT_MAX_BODY_BYTES, optionsSchema } from './options.js';
import { listen } from './server.js';

/** HTTP/1.1 `POST /echo` on `node:http`, with the codec's bytes as the body both ways. */
export const rest: Transport = {
  supports: { links: ['tcp', 'unix'], connections: 'per-client', maxMessageBytes: DEFAULT_MAX_BODY_BYTES },
  options: optionsSchema,
  listen,
  connect,
};
