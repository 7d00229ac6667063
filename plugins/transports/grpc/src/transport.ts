import type { Transport } from '@wiretax/core';
import { connect } from './client.js';
import { largestMessageBytes, optionsSchema } from './options.js';
import { listen } from './server.js';

/** gRPC over HTTP/2 without TLS: unary `wiretax.v1.Echo/Echo` on `@grpc/grpc-js`. */
export const grpc: Transport = {
  supports: (options) => ({
    forms: ['socket'],
    schemes: ['grpc'],
    workloads: true,
    connections: 'shared',
    maxMessageBytes: largestMessageBytes(options),
  }),
  options: optionsSchema,
  listen,
  connect,
};
