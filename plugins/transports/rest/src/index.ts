import { definePlugin } from '@wiretax/core';
import { rest } from './transport.js';

export default definePlugin({
  name: '@wiretax/plugin-rest',
  api: 2,
  apply(bench) {
    bench.transports.add('rest', rest);
  },
});
