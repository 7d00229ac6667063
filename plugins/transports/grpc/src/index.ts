import { definePlugin } from '@wiretax/core';
import { grpc } from './transport.js';

export default definePlugin({
  name: '@wiretax/plugin-grpc',
  api: 1,
  apply(bench) {
    bench.transports.add('grpc', grpc);
  },
});
