import { definePlugin } from '@wiretax/core';
import { poissonLoad } from './poisson-load.js';

export default definePlugin({
  name: '@wiretax/plugin-poisson',
  api: 2,
  apply(bench) {
    bench.loads.add('poisson', poissonLoad);
  },
});
