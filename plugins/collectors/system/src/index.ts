import { definePlugin } from '@wiretax/core';
import { system } from './system.js';

export default definePlugin({
  name: '@wiretax/plugin-system',
  api: 2,
  apply(bench) {
    bench.collectors.add('system', system);
  },
});
