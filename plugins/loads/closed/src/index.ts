import { definePlugin } from '@wiretax/core';
import { closedLoad } from './closed-load.js';

export default definePlugin({
  name: '@wiretax/plugin-closed',
  api: 2,
  apply(bench) {
    bench.loads.add('closed', closedLoad);
  },
});
