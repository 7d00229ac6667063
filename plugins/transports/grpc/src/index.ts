import { definePlugin } from '@wiretax/core';
import { grpc } from './transport.js';

export default definePlugin({
  name: '@wiretax/plugin-grpc',
  api: 2,
  apply(bench) {
    bench.transports.add('grpc', grpc);
  },
});
