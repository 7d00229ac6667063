import type { Transport } from '@wiretax/core';
import { connectClients } from './client.js';
import { MAX_MESSAGE_BYTES } from './framing.js';
import { listen } from './server.js';

export const transport: Transport = {
  // The plan relies on it and the conformance kit checks it, so claim nothing that isn't so.
  supports: {
    forms: ['socket'],
    connections: 'per-client',
    maxMessageBytes: MAX_MESSAGE_BYTES,
  },
  listen,
  connect: connectClients,
};
