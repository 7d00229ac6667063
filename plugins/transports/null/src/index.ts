import { definePlugin } from '@wiretax/core';
import { nullTransport } from './transport.js';

export default definePlugin({
  name: '@wiretax/plugin-null',
  api: 2,
  apply(bench) {
    bench.transports.add('null', nullTransport());
  },
});
