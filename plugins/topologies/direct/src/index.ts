import { definePlugin } from '@wiretax/core';
import { direct } from './direct.js';

export default definePlugin({
  name: '@wiretax/plugin-direct',
  api: 2,
  apply(bench) {
    bench.topologies.add('direct', direct);
  },
});
